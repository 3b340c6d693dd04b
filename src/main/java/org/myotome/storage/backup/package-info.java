/**
 * Backups: the database as it was at one moment, in files, with a manifest of what there was. A backup counts only when it was
 * opened and found to hold that. Nothing here changes a database that serves; see docs/operations/backup.md.
 */
@NullMarked
package org.myotome.storage.backup;

import org.jspecify.annotations.NullMarked;
