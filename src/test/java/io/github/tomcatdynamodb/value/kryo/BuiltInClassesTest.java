package io.github.tomcatdynamodb.value.kryo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.esotericsoftware.kryo.Kryo;
import io.github.tomcatdynamodb.value.ClassFilter;
import io.github.tomcatdynamodb.value.limits.Admission;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Numbers that stand in the table for good. */
class BuiltInClassesTest {

    @Test
    void register_registersEachClassThatHasANumber() {
        Kryo kryo = new Kryo();

        BuiltInClasses.register(kryo, new Admission(ClassFilter.defaults(), className -> {}));

        assertEquals(List.of(), BuiltInClasses.unregistered(kryo));
    }
}
