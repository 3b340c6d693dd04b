package org.myotome.intake.mapping;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.myotome.intake.Sender;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The maps of all senders: those that come with Myotome, and those in the folder, which are looked at again when a file there
 * has changed. A file that can no longer be read leaves the map in use that it held before.
 */
final class SenderMaps {

    private static final Logger LOG = LoggerFactory.getLogger(SenderMaps.class);
    private static final String SHIPPED = "classpath*:fhir/terminology/senders/*.json";

    /** A file in the folder that is no ConceptMap. */
    private static final String OTHER = ".csv-mapping.json";

    private final SenderMapReader reader;
    private final Path folder;
    private final Map<String, SenderMap> shipped = new HashMap<>();
    private final Map<Path, SenderMap> read = new HashMap<>();
    private final Map<Path, String> faults = new TreeMap<>();
    private Map<Path, FileTime> seen = Map.of();
    private Map<String, SenderMap> maps = Map.of();

    SenderMaps(SenderMapReader reader, Path folder) {
        this.reader = reader;
        this.folder = folder;
        for (Resource resource : shipped()) {
            SenderMap map = reader.read(text(resource), String.valueOf(resource.getFilename()));
            shipped.put(map.sender().id(), map);
        }
    }

    /** The map of a sender, or of all facilities of its application if one is for these. */
    synchronized Optional<SenderMap> find(Sender sender) {
        refresh();
        return Optional.ofNullable(maps.get(sender.id())).or(() -> Optional.ofNullable(maps.get(sender.application())));
    }

    /** Ids of those that have a map. */
    synchronized List<String> senders() {
        refresh();
        return maps.keySet().stream().sorted().toList();
    }

    /** Why files are not used, in the order of their names. */
    synchronized List<String> faults() {
        refresh();
        return List.copyOf(faults.values());
    }

    private void refresh() {
        Map<Path, FileTime> files = files();
        if (files.equals(seen) && !maps.isEmpty()) {
            return;
        }
        read.keySet().retainAll(files.keySet());
        faults.keySet().retainAll(files.keySet());
        files.forEach((file, time) -> {
            if (!time.equals(seen.get(file))) {
                read(file);
            }
        });
        seen = files;
        Map<String, SenderMap> all = new HashMap<>(shipped);
        read.values().forEach(map -> all.put(map.sender().id(), map));
        maps = Map.copyOf(all);
    }

    private void read(Path file) {
        try {
            SenderMap map =
                    reader.read(Files.readString(file), file.getFileName().toString());
            read.put(file, map);
            faults.remove(file);
            LOG.info("Map of sender {} read from {}", map.sender().id(), file.getFileName());
        } catch (WrongMapException | IOException wrong) {
            String fault = wrong instanceof WrongMapException
                    ? wrong.getMessage()
                    : file.getFileName() + ": the file cannot be read";
            faults.put(file, fault);
            LOG.error("Map not used: {}", fault);
        }
    }

    private Map<Path, FileTime> files() {
        if (!Files.isDirectory(folder)) {
            return Map.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json")
                            && !file.toString().endsWith(OTHER))
                    .collect(Collectors.toMap(file -> file, SenderMaps::changed));
        } catch (IOException e) {
            return seen;
        }
    }

    private static FileTime changed(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            // It went away meanwhile: the next look will not find it.
            return FileTime.fromMillis(0);
        }
    }

    private static List<Resource> shipped() {
        try {
            return List.of(new PathMatchingResourcePatternResolver().getResources(SHIPPED));
        } catch (IOException e) {
            throw new IllegalStateException("The maps of senders cannot be listed", e);
        }
    }

    private static String text(Resource resource) {
        try (InputStream in = resource.getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("A map that comes with Myotome cannot be read", e);
        }
    }
}
