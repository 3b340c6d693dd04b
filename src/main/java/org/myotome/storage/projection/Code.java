package org.myotome.storage.projection;

/** @param system empty if none is said */
public record Code(String system, String code) {

    @Override
    public String toString() {
        return system + "|" + code;
    }
}
