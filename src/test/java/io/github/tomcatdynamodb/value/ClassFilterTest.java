package io.github.tomcatdynamodb.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which classes the filter admits, by their names. */
class ClassFilterTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.apache.commons.collections.functors.InvokerTransformer",
                "org.apache.commons.collections4.functors.ChainedTransformer",
                "org.apache.commons.collections.keyvalue.TiedMapEntry",
                "com.sun.org.apache.xalan.internal.xsltc.trax.TemplatesImpl",
                "org.apache.xalan.xsltc.trax.TemplatesImpl",
                "org.springframework.beans.factory.ObjectFactory",
                "org.springframework.aop.framework.JdkDynamicAopProxy",
                "com.mchange.v2.c3p0.impl.PoolBackedDataSourceBase",
                "org.codehaus.groovy.runtime.MethodClosure",
                "org.apache.commons.beanutils.BeanComparator",
                "com.rometools.rome.feed.impl.ObjectBean",
                "com.sun.syndication.feed.impl.ToStringBean",
                "javax.management.BadAttributeValueExpException",
                "sun.rmi.server.UnicastRef",
                "java.rmi.server.UnicastRemoteObject",
                "org.python.core.PyFunction",
                "org.hibernate.engine.spi.TypedValue",
                "com.sun.rowset.JdbcRowSetImpl",
                "java.security.SignedObject",
                "bsh.XThis",
                "sun.reflect.annotation.AnnotationInvocationHandler",
                "[[Lorg.apache.commons.collections.functors.InvokerTransformer;"
            })
    void gadgets_areRefusedByDefault_andAdmittedWhenSaidSo(String className) {
        assertFalse(ClassFilter.defaults().admits(className));
        assertFalse(SafetyTest.allowing(".*").admits(className));
        assertTrue(new ClassFilter(null, Pattern.compile(".*")).admits(className));
        try (ValueCodec codec =
                new ValueCodec(getClass().getClassLoader(), ClassFilter.defaults())) {
            for (StoredValue stored :
                    List.of(
                            Forged.kryo(className),
                            Forged.kryoInList(className),
                            Forged.java(className))) {
                assertEquals(
                        UnreadableValueException.Reason.CLASS_REFUSED,
                        assertThrows(UnreadableValueException.class, () -> codec.decode(stored))
                                .reason());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.lang.String",
                "[I",
                "[[J",
                "[Ljava.lang.String;",
                "javax.naming.ldap.LdapName",
                "javax.swing.tree.DefaultMutableTreeNode",
                "java.beans.PropertyChangeSupport",
                "com.sun.org.apache.xerces.internal.jaxp.datatype.XMLGregorianCalendarImpl",
                "org.codehaus.groovy.runtime.GStringImpl",
                "org.springframework.security.core.context.SecurityContextImpl",
                "org.hibernate.collection.spi.PersistentBag",
                "org.apache.catalina.filters.CsrfPreventionFilter$LruCache"
            })
    void neighboursOfGadgets_areAdmitted(String className) {
        assertTrue(ClassFilter.defaults().admits(className));
    }

    @Test
    void arrays_areAdmittedByTheirElement_orByTheirOwnName() {
        ClassFilter filter = SafetyTest.allowing("com\\.acme\\.Cart|\\[Ljava.lang.String;");
        assertTrue(filter.admits("com.acme.Cart"));
        assertTrue(filter.admits("[Lcom.acme.Cart;"));
        assertTrue(filter.admits("[[Lcom.acme.Cart;"));
        assertTrue(filter.admits("[Ljava.lang.String;"));
        assertFalse(filter.admits("java.lang.String"));
        assertFalse(filter.admits("com.acme.CartItem"));
        assertTrue(filter.admits("[B"));
    }
}
