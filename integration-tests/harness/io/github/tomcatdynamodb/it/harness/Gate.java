package io.github.tomcatdynamodb.it.harness;

import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** A gate in the probe application of one node: requests that have their session wait at it. */
public final class Gate {
    private final Probe stranger;
    private final String name = UUID.randomUUID().toString();

    /** A gate where that probe is, closed. */
    public Gate(Probe place) {
        // Without the session's cookie: one node lets requests of one session wait for each other.
        stranger = new Probe(new HttpBrowser(), place);
    }

    /**
     * Sends a request that goes on when the gate is opened, and returns as soon as it waits.
     *
     * @param user who sends it, and is to send nothing else meanwhile
     */
    public CompletableFuture<HttpBrowser.Response> hold(Probe user, String... parameters) {
        return hold(user::get, parameters);
    }

    /** The same with an asynchronous request. */
    public CompletableFuture<HttpBrowser.Response> holdLater(Probe user, String... parameters) {
        return hold(user::later, parameters);
    }

    private CompletableFuture<HttpBrowser.Response> hold(
            Function<String[], HttpBrowser.Response> request, String... parameters) {
        String[] all = Arrays.copyOf(parameters, parameters.length + 2);
        all[parameters.length] = "gate";
        all[parameters.length + 1] = name;
        CompletableFuture<HttpBrowser.Response> held =
                CompletableFuture.supplyAsync(() -> request.apply(all));
        Await.until(
                "a request waits at the gate",
                () ->
                        stranger.ok("op", "waiting", "gate", name).get("waiting").getAsInt() == 1
                                || held.isDone());
        if (held.isDone()) {
            throw new AssertionError("has not waited: " + held.join());
        }
        return held;
    }

    /** Lets the requests that wait go on. */
    public void open() {
        stranger.ok("op", "open", "gate", name);
    }
}
