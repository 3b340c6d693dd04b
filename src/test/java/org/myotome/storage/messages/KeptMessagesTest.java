package org.myotome.storage.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.myotome.storage.messages.MessageDatabase.H2;
import static org.myotome.storage.messages.MessageDatabase.NOON;
import static org.myotome.storage.messages.MessageDatabase.POSTGRESQL;
import static org.myotome.storage.messages.MessageDatabase.accepted;
import static org.myotome.storage.messages.MessageDatabase.because;
import static org.myotome.storage.messages.MessageDatabase.refused;
import static org.myotome.storage.messages.MessageDatabase.unmapped;
import static org.myotome.storage.messages.MessageDatabase.with;

import ca.uhn.fhir.jpa.migrate.SchemaMigrator;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.myotome.storage.messages.KeptMessage.Reason;
import org.myotome.storage.messages.KeptMessage.Status;
import org.springframework.dao.DuplicateKeyException;

/** What was kept is found as it came, and of those with one control id one is accepted, once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeptMessagesTest {

    private final List<MessageDatabase> databases = new ArrayList<>();

    @BeforeAll
    void start() {
        databases.add(MessageDatabase.on(H2));
        databases.add(MessageDatabase.on(POSTGRESQL));
    }

    @AfterAll
    void stop() throws Exception {
        for (MessageDatabase database : databases) {
            database.close();
        }
    }

    Stream<MessageDatabase> databases() {
        return databases.stream();
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void aMessageIsFoundAsItWasKept(MessageDatabase database) {
        KeptMessages messages = database.messages();
        KeptMessage message = refused("ICU|GENERAL", "whole", NOON, because("side-missing"), unmapped("X", "Y", "Z"));
        messages.keep(message);
        assertThat(messages.find("ICU|GENERAL", "whole").orElseThrow())
                .usingRecursiveComparison()
                .isEqualTo(message);
        assertThat(messages.find(message.id()).orElseThrow())
                .usingRecursiveComparison()
                .isEqualTo(message);
        assertThat(messages.find("ICU|OTHER", "whole")).isEmpty();
        assertThat(messages.find("ICU|GENERAL", "other")).isEmpty();
        assertThat(messages.find("none")).isEmpty();
    }

    /** Larger than H2 takes as one value. */
    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void anyBytesAndAnyLengthAreKept(MessageDatabase database) {
        KeptMessages messages = database.messages();
        for (int length : new int[] {1, 300, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, 5_000_000}) {
            byte[] content = new byte[length];
            new Random(length).nextBytes(content);
            KeptMessage message = with(accepted("BYTES", "length " + length, NOON), content, "ü".repeat(length));
            messages.keep(message);
            KeptMessage found = messages.find(message.id()).orElseThrow();
            assertThat(found.content()).isEqualTo(content);
            assertThat(found.answer()).isEqualTo(message.answer());
            assertThat(found.outcome()).isEqualTo(message.outcome());
        }
    }

    /** PostgreSQL has neither NUL nor halves of characters, and no index of so much. */
    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void whatNoColumnHoldsIsKeptNevertheless(MessageDatabase database) {
        KeptMessages messages = database.messages();
        for (String text : new String[] {"a\0b", "a\uD800b", "x\uD83D\uDE00".repeat(200), "z".repeat(3_000_000)}) {
            KeptMessage message = with(
                    refused(text, text, NOON, new Reason(text, text, text, text)),
                    new byte[] {0, 1},
                    text + "\0\uDC00");
            messages.keep(message);
            assertThat(messages.find(text, text).orElseThrow().id()).isEqualTo(message.id());
            KeptMessage found = messages.find(text, text).orElseThrow();
            assertThat(found.answer()).endsWith("\uFFFD\uFFFD");
            assertThat(messages.find(text, text + "z")).as("another long text").isEmpty();
            assertThat(messages.find(found.sender(), found.controlId()))
                    .as("what stands for it")
                    .isPresent();
        }
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void aRefusedMessageIsReplacedAndAnAcceptedOneStays(MessageDatabase database) {
        KeptMessages messages = database.messages();
        KeptMessage first = refused("ICU", "again", NOON, because("side-missing"), because("side-missing"));
        messages.keep(first);
        assertThat(messages.find(first.id()).orElseThrow().reasons()).hasSize(1);
        messages.keep(refused("ICU", "again", NOON.plusSeconds(5), because("scale-missing")));
        KeptMessage second = messages.find("ICU", "again").orElseThrow();
        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.attempts()).isEqualTo(2);
        assertThat(second.received()).isEqualTo(NOON.plusSeconds(5));
        assertThat(second.reasons()).containsExactly(because("scale-missing"));

        messages.keep(accepted("ICU", "again", NOON.plusSeconds(9)));
        KeptMessage third = messages.find(first.id()).orElseThrow();
        assertThat(third.status()).isEqualTo(Status.ACCEPTED);
        assertThat(third.attempts()).isEqualTo(3);
        assertThat(third.reasons()).isEmpty();

        for (KeptMessage late :
                List.of(accepted("ICU", "again", NOON), refused("ICU", "again", NOON, because("malformed")))) {
            assertThatThrownBy(() -> messages.keep(late))
                    .isInstanceOf(DuplicateKeyException.class)
                    .hasMessageNotContaining("again");
        }
        assertThat(messages.find(first.id()).orElseThrow())
                .usingRecursiveComparison()
                .isEqualTo(third);
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void theSameContentIsKnownAgain(MessageDatabase database) {
        KeptMessages messages = database.messages();
        KeptMessage message = accepted("ICU", "content", NOON);
        messages.keep(message);
        assertThat(messages.isContent(message.id(), message.content().clone())).isTrue();
        assertThat(messages.isContent(message.id(), new byte[] {1})).isFalse();
        assertThat(messages.isContent("none", message.content())).isFalse();
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void whatIsRolledBackWasNeverKept(MessageDatabase database) {
        KeptMessages messages = database.messages();
        database.transaction().executeWithoutResult(running -> {
            messages.keep(accepted("ICU", "undone", NOON));
            assertThat(messages.find("ICU", "undone")).isPresent();
            running.setRollbackOnly();
        });
        assertThat(messages.find("ICU", "undone")).isEmpty();
        messages.keep(refused("ICU", "undone", NOON, because("side-missing")));
        database.transaction().executeWithoutResult(running -> {
            messages.keep(accepted("ICU", "undone", NOON));
            running.setRollbackOnly();
        });
        assertThat(messages.find("ICU", "undone").orElseThrow().reasons()).hasSize(1);
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void whatAnotherAttemptOfTheMigrationLeftStays(MessageDatabase database) {
        database.messages().keep(accepted("ICU", "migrated", NOON));
        database.jdbc().update("delete from \"" + SchemaMigrator.HAPI_FHIR_MIGRATION_TABLENAME + "\"");
        database.migrate();
        assertThat(database.messages().find("ICU", "migrated")).isPresent();
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void aMessageHasFiveHundredReasonsAtMost(MessageDatabase database) {
        Reason[] reasons = IntStream.range(0, 2000)
                .mapToObj(number -> unmapped("X", "code " + number, ""))
                .toArray(Reason[]::new);
        KeptMessage message = refused("ICU", "many", NOON, reasons);
        database.messages().keep(message);
        assertThat(database.messages().find(message.id()).orElseThrow().reasons())
                .hasSize(500)
                .startsWith(reasons[0], reasons[1]);
    }
}
