package io.github.tomcatdynamodb.value;

import java.util.Collections;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The scalar types there are, by class and by name. */
final class ScalarTypes {

    /** Asked for every value: {@code Map.of} and its like are slow to say no. */
    private static final Map<Class<?>, ScalarType> BY_CLASS =
            all().collect(
                            Collectors.collectingAndThen(
                                    Collectors.toMap(ScalarType::javaType, Function.identity()),
                                    Collections::unmodifiableMap));

    private static final Map<String, ScalarType> BY_NAME =
            all().collect(Collectors.toUnmodifiableMap(ScalarType::name, Function.identity()));

    private ScalarTypes() {}

    static Stream<ScalarType> all() {
        return Stream.concat(NumberTypes.all().stream(), TextTypes.all().stream());
    }

    /** The type of the values of exactly this class, null when they are no scalars. */
    static ScalarType of(Class<?> javaType) {
        return BY_CLASS.get(javaType);
    }

    /** The type of that name in a type entry, null when there is none. */
    static ScalarType named(String name) {
        return BY_NAME.get(name);
    }
}
