package io.github.tomcatdynamodb.it.harness;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiPredicate;

/**
 * When which fault is done. Immutable but for its own counters; give it to {@link
 * DynamoDbProxy#inject}.
 *
 * <pre>
 * proxy.inject(FaultRule.always(Fault.throttling()).on("PutItem", "UpdateItem").times(2));
 * proxy.inject(FaultRule.always(new Fault.LostResponse()).withProbability(0.05, seed));
 * proxy.inject(FaultRule.oneOf(Fault.throttled()).withProbability(0.3, seed));
 * </pre>
 */
public final class FaultRule {
    private final List<Fault> faults;
    private final BiPredicate<String, JsonObject> condition;
    private final double probability;
    private final Random random;
    private final AtomicInteger left;
    private final AtomicInteger done = new AtomicInteger();

    private FaultRule(
            List<Fault> faults,
            BiPredicate<String, JsonObject> condition,
            double probability,
            Random random,
            AtomicInteger left) {
        this.faults = List.copyOf(faults);
        this.condition = condition;
        this.probability = probability;
        this.random = random;
        this.left = left;
    }

    /** This fault for every call, until narrowed. */
    public static FaultRule always(Fault fault) {
        return oneOf(List.of(fault));
    }

    /** Any of these faults, each as often as the others, for every call, until narrowed. */
    public static FaultRule oneOf(List<Fault> faults) {
        return new FaultRule(faults, (operation, request) -> true, 1, new Random(0), null);
    }

    /** Only these operations. */
    public FaultRule on(String... operations) {
        Set<String> chosen = Set.of(operations);
        return where((operation, request) -> chosen.contains(operation));
    }

    /** Only calls on this table. */
    public FaultRule onTable(String table) {
        return where(
                (operation, request) ->
                        request.has("TableName")
                                && request.get("TableName").getAsString().equals(table));
    }

    /** Only calls that satisfy a condition on operation and request. */
    public FaultRule where(BiPredicate<String, JsonObject> further) {
        return new FaultRule(faults, condition.and(further), probability, random, left);
    }

    /** Only this share of the calls, the same ones for the same seed and order of calls. */
    public FaultRule withProbability(double share, long seed) {
        return new FaultRule(faults, condition, share, new Random(seed), left);
    }

    /** Only the first calls that would be chosen. */
    public FaultRule times(int count) {
        return new FaultRule(faults, condition, probability, random, new AtomicInteger(count));
    }

    /** How often it has struck. */
    public int struck() {
        return done.get();
    }

    /** The fault for this call, or null. */
    Fault forCall(String operation, JsonObject request) {
        if (!condition.test(operation, request)
                || (probability < 1 && random.nextDouble() >= probability)
                || (left != null && left.getAndDecrement() <= 0)) {
            return null;
        }
        done.incrementAndGet();
        return faults.get(faults.size() == 1 ? 0 : random.nextInt(faults.size()));
    }

    @Override
    public String toString() {
        return faults + " with probability " + probability + ", struck " + done;
    }
}
