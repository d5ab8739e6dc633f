package io.github.tomcatdynamodb;

import io.github.tomcatdynamodb.record.Expiry;
import io.github.tomcatdynamodb.sessions.Consistency;
import java.util.Map;
import java.util.TreeMap;

/**
 * The settings of a store while it runs. Two of them can be changed; what is changed lasts until
 * the store stops.
 */
final class RunningSettings {

    /** The default of a setting is chosen by this word. */
    private static final String DEFAULT = "default";

    private final String version;
    private final Expiry expiry;
    private final Consistency consistency;
    private final int timeout;
    private volatile Map<String, String> settings;

    /**
     * @param effective what the store has started with
     * @param expiry takes another {@code touchAfter}
     * @param consistency takes another {@code readConsistency}
     * @param timeout of the application's sessions, in seconds
     */
    RunningSettings(
            EffectiveSettings effective, Expiry expiry, Consistency consistency, int timeout) {
        this.version = effective.version();
        this.settings = effective.settings();
        this.expiry = expiry;
        this.consistency = consistency;
        this.timeout = timeout;
    }

    /** Returns the release of the store. */
    String version() {
        return version;
    }

    /** Returns each setting that has a value, by name. */
    Map<String, String> settings() {
        return settings;
    }

    /**
     * Changes a setting for everything that follows.
     *
     * @param name {@code touchAfter} or {@code readConsistency}
     * @param value as in {@code <Store>}, or {@code default}
     * @throws IllegalArgumentException if there is no such value
     */
    synchronized void change(String name, String value) {
        Settings changed =
                new SettingsReader(
                                value == null || value.equals(DEFAULT)
                                        ? Map.of()
                                        : Map.of(name, value),
                                false)
                        .read();
        String now = changed.effective().get(name);
        if (name.equals("touchAfter")) {
            expiry.changeTouchAfter(changed.records().expiry().touchAfter());
            now = String.valueOf(expiry.touchAfter(timeout));
        } else {
            consistency.change(changed.readConsistency());
        }
        Map<String, String> all = new TreeMap<>(settings);
        all.put(name, now);
        settings = all;
    }
}
