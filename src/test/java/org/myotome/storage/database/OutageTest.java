package org.myotome.storage.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import org.h2.mvstore.DataUtils;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.TransactionSystemException;

class OutageTest {

    @ParameterizedTest
    @ValueSource(strings = {"08001", "08003", "08006", "57P01", "57P02", "57P03", "53300", "58030", "25006", "90098"})
    void aDatabaseThatIsGoneIsWorthAnotherTry(String state) {
        Throwable failure =
                new TransactionSystemException("no", new IllegalStateException(new SQLException("x", state)));
        assertThat(Outage.in(failure)).contains(Outage.UNREACHABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "40001", "57014", "22001", "42P01", "HYT00", "XX001"})
    void whatWasAskedIsNoOutage(String state) {
        assertThat(Outage.in(new DuplicateKeyException("x", new SQLException("x", state))))
                .isEmpty();
    }

    @Test
    void aFullPoolAndAConnectionThatThePoolFoundBrokenAreOutages() {
        assertThat(Outage.in(new SQLTransientConnectionException("timed out"))).contains(Outage.UNREACHABLE);
        assertThat(Outage.in(new RuntimeException(new SQLException("Connection is closed"))))
                .contains(Outage.UNREACHABLE);
    }

    @Test
    void aFileThatH2HasGivenUpIsAnOutage() {
        for (int code : new int[] {DataUtils.ERROR_WRITING_FAILED, DataUtils.ERROR_CLOSED}) {
            Throwable store = DataUtils.newMVStoreException(code, "x");
            assertThat(Outage.in(new RuntimeException(new SQLException("General error", "HY000", 50000, store))))
                    .contains(Outage.UNREACHABLE);
        }
        Throwable broken = DataUtils.newMVStoreException(DataUtils.ERROR_FILE_CORRUPT, "x");
        assertThat(Outage.in(new SQLException("General error", "HY000", 50000, broken)))
                .isEmpty();
    }

    @Test
    void aFullDiskIsSaidToBeFull() {
        SQLException full = new SQLException("could not extend file", "53100");
        assertThat(Outage.in(new RuntimeException(full))).contains(Outage.FULL);
        var answer = Outage.FULL.answer();
        assertThat(answer.getStatusCode()).isEqualTo(503);
        assertThat(answer.getResponseHeaders()).containsEntry("Retry-After", List.of("30"));
        assertThat(((OperationOutcome) answer.getOperationOutcome())
                        .getIssueFirstRep()
                        .getCode())
                .isEqualTo(IssueType.NOSTORE);
    }
}
