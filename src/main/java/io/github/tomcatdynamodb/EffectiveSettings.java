package io.github.tomcatdynamodb;

import io.github.tomcatdynamodb.sessions.SessionKeys;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.catalina.Context;

/**
 * What a store runs with, for people to read: its release, and each setting as it was set or as it
 * is by default. Without a secret, because no setting holds one.
 *
 * @param version the release; {@code unknown} when the classes are not in the jar
 * @param settings the value of each setting that has one, by name, sorted
 */
record EffectiveSettings(String version, Map<String, String> settings) {

    /**
     * Returns the settings of a store that has started.
     *
     * @param region the region that it calls, also when it was not set but found
     * @param keys what its sessions are stored under
     * @param context the application
     */
    static EffectiveSettings of(
            Settings settings, String region, SessionKeys keys, Context context) {
        Map<String, String> effective = new TreeMap<>(settings.effective());
        effective.put("region", region);
        effective.put("prefix", keys.prefix());
        effective.put("keys", keys.hashed() ? "hashed" : "plain");
        effective.put(
                "touchAfter",
                String.valueOf(
                        settings.records().expiry().touchAfter(context.getSessionTimeout() * 60)));
        effective.values().removeIf(String::isEmpty);
        return new EffectiveSettings(
                Optional.ofNullable(EffectiveSettings.class.getPackage().getImplementationVersion())
                        .orElse("unknown"),
                effective);
    }

    /** Returns the settings as they would stand in {@code <Store>}. */
    @Override
    public String toString() {
        return settings.entrySet().stream()
                .map(setting -> setting.getKey() + "=\"" + setting.getValue() + '"')
                .collect(Collectors.joining(" "));
    }
}
