package org.myotome.intake.hl7v2;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.myotome.intake.IntakeIssue;
import org.myotome.intake.IntakeRefusal;
import org.myotome.intake.IntakeRule;

/** Takes a batch file apart, segment by segment, and holds its counts against what is there. */
final class Hl7FileReader {

    /** Their answers are held until the last of them is known. */
    static final int MOST_MESSAGES = 10_000;

    private final byte[] content;
    private final List<Hl7File.Batch> batches = new ArrayList<>();
    private final List<byte[]> messages = new ArrayList<>();
    private Optional<Hl7Header> fileHeader = Optional.empty();
    private Optional<Hl7Header> batchHeader = Optional.empty();
    private int taken;
    private int count;
    /** Where the message that is being read begins and, so far, ends; none if the start is negative. */
    private int messageStart = -1;

    private int messageEnd;
    private boolean fileEnded;

    Hl7FileReader(byte[] content) {
        this.content = content;
    }

    void take(Hl7File.Part part) {
        if (fileEnded) {
            throw refusal(IntakeRule.MALFORMED, "FTS", 0, "Something follows the end of the file.", "more segments");
        }
        switch (part.name()) {
            case "FHS" -> beginFile(part);
            case "BHS" -> beginBatch(part);
            case "MSH" -> beginMessage(part);
            case "BTS" -> endBatch(part);
            case "FTS" -> endFile(part);
            default -> goOn(part);
        }
        taken++;
    }

    Hl7File file() {
        if (fileHeader.isPresent() && !fileEnded) {
            throw cutOff("FTS", "file");
        }
        if (batchHeader.isPresent()) {
            throw cutOff("BTS", "batch");
        }
        closeBatch();
        return new Hl7File(fileHeader, batches);
    }

    private void beginFile(Hl7File.Part part) {
        if (taken > 0) {
            throw refusal(IntakeRule.MALFORMED, "FHS", 0, "A file begins inside another.", "a second FHS");
        }
        fileHeader = Optional.of(header(part));
    }

    private void beginBatch(Hl7File.Part part) {
        if (batchHeader.isPresent()) {
            throw cutOff("BTS", "batch");
        }
        closeBatch();
        batchHeader = Optional.of(header(part));
    }

    private void beginMessage(Hl7File.Part part) {
        closeMessage();
        messageStart = part.start();
        messageEnd = part.end();
    }

    private void goOn(Hl7File.Part part) {
        if (messageStart < 0) {
            throw refusal(
                    IntakeRule.MALFORMED, "MSH", 0, "A segment stands outside of any message.", "no MSH before it");
        }
        messageEnd = part.end();
    }

    private void endBatch(Hl7File.Part part) {
        if (batchHeader.isEmpty()) {
            throw refusal(IntakeRule.MALFORMED, "BHS", 0, "A batch ends that did not begin.", "no BHS before the BTS");
        }
        closeMessage();
        checkCount(part, batchHeader.get(), messages.size(), "messages");
        closeBatch();
    }

    private void endFile(Hl7File.Part part) {
        if (fileHeader.isEmpty()) {
            throw refusal(IntakeRule.MALFORMED, "FHS", 0, "A file ends that did not begin.", "no FHS before the FTS");
        }
        if (batchHeader.isPresent()) {
            throw cutOff("BTS", "batch");
        }
        closeBatch();
        checkCount(part, fileHeader.get(), batches.size(), "batches");
        fileEnded = true;
    }

    private void closeMessage() {
        if (messageStart >= 0 && ++count > MOST_MESSAGES) {
            throw refusal(
                    IntakeRule.TOO_LARGE, "MSH", 0, "There are more than " + MOST_MESSAGES + " messages.", "more");
        }
        if (messageStart >= 0) {
            messages.add(Arrays.copyOfRange(content, messageStart, messageEnd));
        }
        messageStart = -1;
    }

    private void closeBatch() {
        closeMessage();
        if (batchHeader.isPresent() || !messages.isEmpty()) {
            batches.add(new Hl7File.Batch(batchHeader, messages));
        }
        batchHeader = Optional.empty();
        messages.clear();
    }

    private Hl7Header header(Hl7File.Part part) {
        Hl7Header header = Hl7Header.of(content, part.start(), part.name(), StandardCharsets.ISO_8859_1);
        if (!header.readable()) {
            throw refusal(IntakeRule.MALFORMED, part.name(), 2, "The delimiters cannot be used.", "others than |^~\\&");
        }
        return header;
    }

    /** BTS-1 and FTS-1 may be left out. */
    private void checkCount(Hl7File.Part part, Hl7Header header, int found, String what) {
        String text =
                new String(content, part.start(), Math.min(part.end() - part.start(), 64), StandardCharsets.ISO_8859_1);
        char field = header.delimiters().field();
        int begin = text.indexOf(field) + 1;
        int end = text.indexOf(field, begin);
        String count = begin == 0
                ? ""
                : text.substring(begin, end < 0 ? text.length() : end).strip();
        if (!count.isEmpty() && !count.replaceFirst("^0+(?=.)", "").equals(String.valueOf(found))) {
            throw refusal(
                    IntakeRule.MALFORMED,
                    part.name(),
                    1,
                    "The count is not that of the " + what + " that are there, which are " + found + ".",
                    count);
        }
    }

    private static IntakeRefusal cutOff(String segment, String what) {
        return refusal(
                IntakeRule.REQUIRED_MISSING, segment, 0, "The " + what + " has no end: it may be cut off.", "nothing");
    }

    private static IntakeRefusal refusal(IntakeRule rule, String segment, int field, String message, String sent) {
        return new IntakeRefusal(IntakeIssue.error(
                rule,
                new Hl7Place(segment, 1, field, 1, 0),
                message + " Nothing of it is stored.",
                sent,
                "[FHS] { [BHS] { MSH … } [BTS] } [FTS], the right counts in BTS-1 and FTS-1 or none, at most "
                        + MOST_MESSAGES + " messages",
                rule == IntakeRule.TOO_LARGE
                        ? "Send it in several files."
                        : "Send the whole file again, as it was written."));
    }
}
