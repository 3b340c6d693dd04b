package org.myotome.intake;

/** How a message arrived. */
public enum Channel {
    MLLP("mllp"),
    HTTP("http"),
    COMMAND("command");

    private final String code;

    Channel(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }

    /** @throws IllegalArgumentException if there is no such channel */
    public static Channel ofCode(String code) {
        for (Channel channel : values()) {
            if (channel.code.equals(code)) {
                return channel;
            }
        }
        throw new IllegalArgumentException("No channel " + code);
    }
}
