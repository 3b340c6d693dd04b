package org.myotome.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.myotome.OwnProcess;
import org.myotome.RunningServer;

/** Two nodes on one database are one server. The times are those of docs/operations/several-nodes.md. */
@OwnProcess
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TwoNodesIT {

    private Nodes nodes;
    private WritesAtBothNodes writes;
    private WhatNodesRemember memory;

    @BeforeAll
    void start() throws IOException {
        nodes = Nodes.start(RunningServer.temporaryDirectory(), Settings.launchQuickly());
        memory = new WhatNodesRemember(nodes);
        writes = new WritesAtBothNodes(nodes);
    }

    @AfterAll
    void stop() throws IOException {
        if (nodes != null) {
            nodes.close();
        }
    }

    @Test
    @Order(1)
    @Execution(ExecutionMode.SAME_THREAD)
    void whatOneNodeHasDeletedCannotBeReferredToAtTheOther() {
        memory.whatOneNodeHasDeletedCannotBeReferredToAtTheOther();
    }

    @Test
    @Order(2)
    @Execution(ExecutionMode.SAME_THREAD)
    void conditionalCreatesAtBothNodesMakeOne() {
        writes.conditionalCreatesAtBothNodesMakeOne();
    }

    @Test
    @Order(3)
    @Execution(ExecutionMode.SAME_THREAD)
    void conditionalUpdatesAtBothNodesMakeOne() {
        writes.conditionalUpdatesAtBothNodesMakeOne();
    }

    @Test
    @Order(4)
    @Execution(ExecutionMode.SAME_THREAD)
    void transactionsAtBothNodesMakeOneOfTheirPatient() {
        writes.transactionsAtBothNodesMakeOneOfTheirPatient();
    }

    @Test
    @Order(5)
    @Execution(ExecutionMode.SAME_THREAD)
    void aMessageThatIsSentToBothNodesIsTakenOnce() {
        writes.aMessageThatIsSentToBothNodesIsTakenOnce();
    }

    @Test
    @Order(6)
    @Execution(ExecutionMode.SAME_THREAD)
    void updatesAtBothNodesLoseNothing() {
        writes.updatesAtBothNodesLoseNothing();
    }

    @Test
    @Order(7)
    @Execution(ExecutionMode.SAME_THREAD)
    void countsThatBothNodesFoldAreExact() {
        writes.countsThatBothNodesFoldAreExact();
    }

    @Test
    @Order(8)
    @Execution(ExecutionMode.SAME_THREAD)
    void thePagesOfASearchComeFromEitherNode() {
        memory.thePagesOfASearchComeFromEitherNode();
    }

    @Test
    @Order(9)
    @Execution(ExecutionMode.SAME_THREAD)
    void uploadedTerminologyIsAnsweredAtOnceByTheOtherNode() throws IOException {
        memory.uploadedTerminologyIsAnsweredAtOnceByTheOtherNode();
    }

    @Test
    @Order(10)
    @Execution(ExecutionMode.SAME_THREAD)
    void aMapOfASenderHoldsAtBothNodesAtOnce() throws IOException {
        memory.aMapOfASenderHoldsAtBothNodesAtOnce();
    }

    @Test
    @Order(11)
    @Execution(ExecutionMode.SAME_THREAD)
    void searchParametersAndValueSetsAreTheSameAtBothNodes() {
        memory.searchParametersAndValueSetsAreTheSameAtBothNodes();
    }

    @Test
    @Order(12)
    @Execution(ExecutionMode.SAME_THREAD)
    void whatOneNodeHasDeletedIsForgottenByTheOther() throws InterruptedException {
        memory.whatOneNodeHasDeletedIsForgottenByTheOther();
    }

    /** A node is stopped and started again, and the other one killed, and nobody notices who sends again. */
    @Test
    @Order(20)
    @Execution(ExecutionMode.SAME_THREAD)
    void clientsThatSendAgainSeeNeitherARestartNorAKill() throws InterruptedException {
        FailoverLoad load = FailoverLoad.on(nodes, "N").begin();
        load.goOn(20);
        nodes.one().stop();
        assertThat(nodes.one().printed()).doesNotContain("ERROR", "Exception");
        load.goOn(20);
        nodes.one().start().ready();
        load.goOn(20);
        nodes.two().kill();
        load.goOn(20);
        load.stop();
        assertThat(load.again()).as("sent again").isPositive();
        load.check(nodes.one().wire());
        assertThat(nodes.one().printed() + nodes.two().printed()).doesNotContain("ERROR", "Exception");
    }
}
