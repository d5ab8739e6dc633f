package io.github.tomcatdynamodb.request;

import java.util.List;
import java.util.stream.Stream;
import org.apache.catalina.Container;
import org.apache.catalina.Context;
import org.apache.catalina.Pipeline;
import org.apache.catalina.Valve;
import org.apache.catalina.valves.PersistentValve;

/**
 * The {@code PersistentValve}s that an application passes, switched off for it. They are the sign
 * that its sessions are saved with each request, but each release saves them in its own way, and
 * after the answer.
 *
 * @param context the application
 * @param switchedOff what was switched off
 */
record PersistentValveOff(Context context, List<SwitchedOff> switchedOff) implements AutoCloseable {

    /**
     * A valve.
     *
     * @param valve the valve
     * @param filter its own setting; {@code null} when it has none
     */
    record SwitchedOff(PersistentValve valve, String filter) {}

    /** The requests that a valve has nothing to do with: all. */
    private static final String EVERYTHING = "(?s).*";

    /** Returns whether an application passes a {@code PersistentValve}. */
    static boolean isConfigured(Context context) {
        return valves(context).findAny().isPresent();
    }

    private static Stream<PersistentValve> valves(Context context) {
        return pipelines(context).flatMap(PersistentValveOff::valves);
    }

    /** The pipelines that requests to an application pass, the innermost first. */
    private static Stream<Pipeline> pipelines(Context context) {
        return Stream.iterate(
                        (Container) context, container -> container != null, Container::getParent)
                .map(Container::getPipeline);
    }

    private static Stream<PersistentValve> valves(Pipeline pipeline) {
        return Stream.of(pipeline.getValves())
                .filter(PersistentValve.class::isInstance)
                .map(PersistentValve.class::cast);
    }

    /** Switches off what an application passes. */
    static PersistentValveOff of(Context context) {
        List<SwitchedOff> own =
                valves(context.getPipeline())
                        .map(valve -> new SwitchedOff(valve, valve.getFilter()))
                        .toList();
        own.forEach(off -> off.valve().setFilter(EVERYTHING));
        shared(context).forEach(valve -> ForeignContexts.behind(valve, EVERYTHING).skip(context));
        return new PersistentValveOff(context, own);
    }

    /** Those of the Host and the Engine, which other applications pass, too. */
    private static Stream<PersistentValve> shared(Context context) {
        return pipelines(context).skip(1).flatMap(PersistentValveOff::valves);
    }

    /** Switches them on again. */
    @Override
    public void close() {
        switchedOff.forEach(off -> off.valve().setFilter(off.filter()));
        shared(context)
                .map(Valve::getNext)
                .filter(ForeignContexts.class::isInstance)
                .forEach(behind -> ((ForeignContexts) behind).pass(context));
    }
}
