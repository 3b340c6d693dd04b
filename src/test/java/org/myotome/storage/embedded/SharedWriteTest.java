package org.myotome.storage.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SharedWriteTest {

    private final SharedWrite shared = new SharedWrite();
    private final ExecutorService clients = Executors.newFixedThreadPool(2);

    @AfterEach
    void stop() {
        clients.shutdownNow();
    }

    @Test
    void oneWritesAndTheOthersWaitForIt() throws Exception {
        assertThat(shared.join()).isTrue();
        assertThat(shared.join()).isFalse();
        CountDownLatch written = new CountDownLatch(1);
        Future<?> leader = clients.submit(() -> {
            shared.lead(() -> await(written));
            return null;
        });
        Future<?> other = clients.submit(() -> {
            shared.await();
            assertThat(written.getCount()).as("not before it is on the disk").isZero();
            return null;
        });
        TimeUnit.MILLISECONDS.sleep(50);
        written.countDown();
        leader.get(10, TimeUnit.SECONDS);
        other.get(10, TimeUnit.SECONDS);
    }

    @Test
    void allAreToldThatItFailed() {
        shared.join();
        shared.join();
        assertThatThrownBy(() -> shared.lead(() -> {
                    throw new SQLException("no room", "08006");
                }))
                .hasMessage("no room");
        assertThatThrownBy(shared::await)
                .isInstanceOfSatisfying(
                        SQLException.class,
                        told -> assertThat(told.getSQLState()).isEqualTo("08006"))
                .hasMessage("no room");
    }

    @Test
    void whatNobodyExpectedIsAFailedWriteForTheOthers() {
        assertThatThrownBy(() -> shared.lead(() -> {
                    throw new IllegalStateException("broken");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(shared::await).isInstanceOf(SQLException.class).hasMessageContaining("not yet on the disk");
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
