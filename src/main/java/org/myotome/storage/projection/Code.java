package org.myotome.storage.projection;

/** @param system empty if what it names has no code system, as a sender has not */
public record Code(String system, String code) {

    @Override
    public String toString() {
        return system + "|" + code;
    }
}
