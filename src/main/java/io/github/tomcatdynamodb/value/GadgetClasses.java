package io.github.tomcatdynamodb.value;

import java.util.List;

/**
 * Classes that published attacks on Java deserialization are built of: reading them can run code,
 * open connections or define classes. Named as narrowly as the attacks allow, because their
 * neighbours do live in sessions ({@code javax.naming.ldap.LdapName}, {@code javax.swing.tree},
 * Groovy strings). The list is a second line of defence: who can write to the table is the first,
 * the Manager's own filter the third.
 */
final class GadgetClasses {

    /**
     * A name that ends in a dot or a dollar sign stands for everything that starts with it, any
     * other for itself.
     */
    private static final List<String> NAMES =
            List.of(
                    // Java itself
                    "com.sun.corba.",
                    "com.sun.jndi.",
                    "com.sun.org.apache.bcel.",
                    "com.sun.org.apache.xalan.",
                    "com.sun.org.apache.xpath.",
                    "com.sun.rowset.",
                    "java.awt.datatransfer.",
                    "java.beans.EventHandler",
                    "java.beans.beancontext.",
                    "java.lang.ProcessBuilder",
                    "java.lang.Runtime",
                    "java.net.SocketPermission",
                    "java.rmi.",
                    "java.security.CodeSource",
                    "java.security.SignedObject",
                    "javax.imageio.",
                    "javax.management.",
                    "javax.media.jai.",
                    "javax.naming.LinkRef",
                    "javax.naming.Reference",
                    "javax.naming.spi.",
                    "javax.script.",
                    "javax.sql.rowset.",
                    "javax.swing.JComponent",
                    "javax.swing.MultiUIDefaults",
                    "javax.swing.UIDefaults",
                    "javax.swing.UIDefaults$",
                    "javax.swing.event.EventListenerList",
                    "javax.swing.text.",
                    "javax.swing.tree.TreePath",
                    "javax.swing.undo.",
                    "sun.reflect.annotation.",
                    "sun.rmi.",
                    "sun.swing.",
                    // Apache
                    "org.apache.bcel.",
                    "org.apache.click.control.Column$",
                    "org.apache.commons.beanutils.BeanComparator",
                    "org.apache.commons.collections.bag.TreeBag",
                    "org.apache.commons.collections.comparators.TransformingComparator",
                    "org.apache.commons.collections.functors.",
                    "org.apache.commons.collections.keyvalue.TiedMapEntry",
                    "org.apache.commons.collections.map.LazyMap",
                    "org.apache.commons.collections.map.LazySortedMap",
                    "org.apache.commons.collections.map.TransformedMap",
                    "org.apache.commons.collections4.bag.TreeBag",
                    "org.apache.commons.collections4.comparators.TransformingComparator",
                    "org.apache.commons.collections4.functors.",
                    "org.apache.commons.collections4.keyvalue.TiedMapEntry",
                    "org.apache.commons.collections4.map.LazyMap",
                    "org.apache.commons.collections4.map.LazySortedMap",
                    "org.apache.commons.collections4.map.TransformedMap",
                    "org.apache.commons.configuration.",
                    "org.apache.commons.configuration2.",
                    "org.apache.commons.dbcp.",
                    "org.apache.commons.dbcp2.",
                    "org.apache.commons.fileupload.disk.",
                    "org.apache.commons.fileupload2.",
                    "org.apache.commons.jelly.",
                    "org.apache.openjpa.ee.",
                    "org.apache.tomcat.dbcp.",
                    "org.apache.wicket.util.upload.DiskFileItem",
                    "org.apache.xalan.",
                    "org.apache.xbean.naming.",
                    "org.apache.xpath.",
                    // Spring
                    "org.springframework.aop.framework.JdkDynamicAopProxy",
                    "org.springframework.aop.support.DefaultBeanFactoryPointcutAdvisor",
                    "org.springframework.beans.factory.ObjectFactory",
                    "org.springframework.beans.factory.config.PropertyPathFactoryBean",
                    "org.springframework.beans.factory.support.AutowireUtils$",
                    "org.springframework.core.SerializableTypeWrapper$",
                    "org.springframework.jndi.",
                    "org.springframework.transaction.jta.",
                    // Others
                    "bsh.",
                    "ch.qos.logback.core.db.",
                    "clojure.core$",
                    "clojure.inspector.",
                    "clojure.main$",
                    "com.caucho.",
                    "com.mchange.",
                    "com.rometools.rome.feed.impl.",
                    "com.sun.syndication.feed.impl.",
                    "com.vaadin.data.util.NestedMethodProperty",
                    "groovy.util.Expando",
                    "org.aspectj.weaver.",
                    "org.codehaus.groovy.runtime.ConversionHandler",
                    "org.codehaus.groovy.runtime.ConvertedClosure",
                    "org.codehaus.groovy.runtime.MethodClosure",
                    "org.hibernate.engine.spi.TypedValue",
                    "org.hibernate.property.",
                    "org.hibernate.tuple.component.",
                    "org.hibernate.type.ComponentType",
                    "org.jboss.interceptor.",
                    "org.jboss.weld.interceptor.proxy.InterceptorMethodHandler",
                    "org.mozilla.javascript.",
                    "org.python.",
                    "org.reflections.",
                    "scala.sys.process.");

    private GadgetClasses() {}

    /** True when a class belongs to a known gadget family. */
    static boolean contains(String className) {
        for (String name : NAMES) {
            if (isPrefix(name) ? className.startsWith(name) : className.equals(name)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isPrefix(String name) {
        return name.endsWith(".") || name.endsWith("$");
    }
}
