package org.myotome.intake.hl7v2;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.myotome.intake.IntakeRefusal;
import org.myotome.intake.Reading;

/** Whatever is done to a message, it is read or refused with reasons: nothing else comes out of it. */
class MutatedOruTest {

    private static final int MUTANTS_OF_A_MESSAGE = 100;
    private static final String SIGNS = "|^~\\&\r\n\"4-+/ \u2212\u0000\u00FF";

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aMutatedMessageIsReadOrRefused(long seed) throws IOException {
        var random = new Random(seed);
        for (Path file : messages()) {
            byte[] content = Files.readAllBytes(file);
            for (int i = 0; i < MUTANTS_OF_A_MESSAGE; i++) {
                byte[] mutant = content;
                for (int times = random.nextInt(4); times >= 0; times--) {
                    mutant = random.nextBoolean() ? mutatedText(mutant, random) : mutatedBytes(mutant, random);
                }
                requireOutcome(mutant, seed, file);
            }
        }
    }

    private static void requireOutcome(byte[] content, long seed, Path file) {
        try {
            Reading reading = new OruReader().read(Hl7Message.parse(Messages.message(content, UTF_8)));
            assertThat(reading.examinations().isEmpty()
                            && reading.issues().isEmpty()
                            && reading.itemIssues().isEmpty())
                    .as("nothing said of nothing")
                    .isFalse();
        } catch (IntakeRefusal refusal) {
            assertThat(refusal.issues()).isNotEmpty();
        } catch (RuntimeException e) {
            fail("Seed " + seed + ", " + file + ": " + new String(content, ISO_8859_1), e);
        }
    }

    private static byte[] mutatedText(byte[] content, Random random) {
        String separator = random.nextBoolean() ? "\n" : "|";
        String text = new String(content, ISO_8859_1);
        List<String> parts = new ArrayList<>(Arrays.asList(text.split(separator.equals("|") ? "\\|" : "[\r\n]+", -1)));
        int at = random.nextInt(parts.size());
        switch (random.nextInt(4)) {
            case 0 -> parts.remove(at);
            case 1 -> parts.add(random.nextInt(parts.size() + 1), parts.get(at));
            case 2 -> parts.set(at, parts.get(random.nextInt(parts.size())));
            default ->
                parts.set(
                        at,
                        parts.get(at).substring(0, random.nextInt(parts.get(at).length() + 1)));
        }
        return String.join(separator, parts).getBytes(ISO_8859_1);
    }

    private static byte[] mutatedBytes(byte[] content, Random random) {
        if (content.length == 0) {
            return content;
        }
        int at = random.nextInt(content.length);
        byte sign = (byte) SIGNS.charAt(random.nextInt(SIGNS.length()));
        return switch (random.nextInt(3)) {
            case 0 -> Arrays.copyOf(content, at);
            case 1 -> {
                byte[] changed = content.clone();
                changed[at] = sign;
                yield changed;
            }
            default -> {
                byte[] longer = new byte[content.length + 1];
                System.arraycopy(content, 0, longer, 0, at);
                longer[at] = sign;
                System.arraycopy(content, at, longer, at + 1, content.length - at);
                yield longer;
            }
        };
    }

    private static List<Path> messages() throws IOException {
        try (Stream<Path> files = Files.walk(Messages.FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".hl7"))
                    .sorted()
                    .collect(Collectors.toList());
        }
    }
}
