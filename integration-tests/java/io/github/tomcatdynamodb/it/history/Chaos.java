package io.github.tomcatdynamodb.it.history;

import io.github.tomcatdynamodb.it.harness.Await;
import io.github.tomcatdynamodb.it.harness.DynamoDbProxy;
import io.github.tomcatdynamodb.it.harness.EmbeddedDynamoDb;
import io.github.tomcatdynamodb.it.harness.Fault;
import io.github.tomcatdynamodb.it.harness.FaultRule;
import io.github.tomcatdynamodb.it.harness.TomcatNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/** Faults between the nodes and DynamoDB, one after the other, and nodes that are killed. */
final class Chaos {
    private static final List<Fault> FAULTS =
            List.of(
                    new Fault.LostResponse(),
                    new Fault.ResetMidResponse(),
                    new Fault.ResetBefore(),
                    new Fault.HangAfter(),
                    new Fault.Hang(),
                    new Fault.Delay(Duration.ofMillis(700)),
                    new Fault.Delay(Duration.ofMillis(1500)),
                    new Fault.Garbage(),
                    Fault.internalServerError(),
                    Fault.throughputExceeded(),
                    Fault.throttling(),
                    Fault.requestLimitExceeded());

    private final EmbeddedDynamoDb dynamo;
    private final DynamoDbProxy proxy;
    private final List<TomcatNode> nodes;
    private final Random random;
    private final List<FaultRule> rules = new ArrayList<>();
    private int outages;
    private int kills;

    Chaos(EmbeddedDynamoDb dynamo, DynamoDbProxy proxy, List<TomcatNode> nodes, long seed) {
        this.dynamo = dynamo;
        this.proxy = proxy;
        this.nodes = nodes;
        random = new Random(seed);
    }

    /** Makes trouble between these instants, and leaves everything well and running. */
    void run(Instant begin, Instant end) {
        Await.clockPasses(begin);
        CompletableFuture<Void> killing = CompletableFuture.runAsync(() -> killNodes(end));
        while (Instant.now().isBefore(end)) {
            pause(1500, 5000, end);
            fault(end);
            proxy.heal();
        }
        killing.join();
        proxy.heal();
    }

    private void fault(Instant end) {
        int choice = random.nextInt(FAULTS.size() + 2);
        if (choice == FAULTS.size()) {
            outages++;
            proxy.refuse();
        } else if (choice > FAULTS.size()) {
            outages++;
            dynamo.restart();
        } else {
            double share = random.nextBoolean() ? 1 : 0.1 + 0.5 * random.nextDouble();
            FaultRule rule =
                    FaultRule.always(FAULTS.get(choice)).withProbability(share, random.nextLong());
            rules.add(proxy.inject(rule));
        }
        pause(300, 2500, end);
    }

    private void killNodes(Instant end) {
        Random choice = new Random(kills);
        while (true) {
            pauseForKill(choice, end);
            if (!Instant.now().isBefore(end)) {
                return;
            }
            TomcatNode node = nodes.get(choice.nextInt(nodes.size()));
            node.kill();
            kills++;
            node.start();
        }
    }

    private static void pauseForKill(Random choice, Instant end) {
        wait(4000 + choice.nextInt(6000), end);
    }

    private void pause(int least, int most, Instant end) {
        wait(least + random.nextInt(most - least), end);
    }

    private static void wait(int millis, Instant end) {
        Instant until = Instant.now().plusMillis(millis);
        Await.clockPasses(until.isBefore(end) ? until : end);
    }

    /** How many calls a fault was done to. */
    long struck() {
        return rules.stream().mapToLong(FaultRule::struck).sum();
    }

    /** How often DynamoDB was away altogether. */
    int outages() {
        return outages;
    }

    /** How many nodes were killed with SIGKILL. */
    int kills() {
        return kills;
    }
}
