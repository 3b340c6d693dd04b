package org.myotome.intake;

/** Where in a message something stands. */
public interface Place {

    /** In the words of the format: {@code OBX[3]-5.1}, or {@code line 7, column value}. */
    String shown();

    /** A place that is no more than its words. */
    static Place of(String shown) {
        return new Place() {
            @Override
            public String shown() {
                return shown;
            }

            @Override
            public String toString() {
                return shown;
            }
        };
    }
}
