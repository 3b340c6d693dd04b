package org.myotome.torture;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KilledServerTorture {

    static Stream<String> databases() {
        return Settings.databases();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void whatWasAcknowledgedIsThereOnce(String database) throws IOException, InterruptedException {
        KilledServer.kill(database, Settings.chosen().rounds());
    }
}
