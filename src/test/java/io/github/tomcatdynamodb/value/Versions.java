package io.github.tomcatdynamodb.value;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * One version of an application: its classes, compiled from source, in a class loader of their own.
 */
final class Versions extends ClassLoader {

    private final Map<String, byte[]> classes = new HashMap<>();

    private Versions() {
        super(Versions.class.getClassLoader());
    }

    /**
     * Compiles classes of the package app, given as their bodies, each starting with its class
     * declaration.
     */
    static Versions of(String... bodies) {
        Versions version = new Versions();
        List<Source> sources = Stream.of(bodies).map(Source::new).toList();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        Manager manager = new Manager(compiler.getStandardFileManager(null, null, null));
        boolean compiled =
                compiler.getTask(
                                null,
                                manager,
                                null,
                                List.of("-proc:none", "-parameters"),
                                null,
                                sources)
                        .call();
        if (!compiled) {
            throw new IllegalArgumentException(String.join("\n", bodies));
        }
        manager.outputs.forEach((name, output) -> version.classes.put(name, output.toByteArray()));
        return version;
    }

    /** The class app.Maker has a static method make() that builds the value. */
    Object make() throws ReflectiveOperationException {
        return invoke("make", null);
    }

    /** The class app.Maker has a static method describe(Object) that says what it sees. */
    String describe(Object value) throws ReflectiveOperationException {
        return (String) invoke("describe", value);
    }

    private Object invoke(String name, Object argument) throws ReflectiveOperationException {
        Class<?> maker = loadClass("app.Maker");
        var method = argument == null ? maker.getMethod(name) : maker.getMethod(name, Object.class);
        return argument == null ? method.invoke(null) : method.invoke(null, argument);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = classes.get(name);
        if (bytes == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, bytes, 0, bytes.length);
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String body) {
            super(URI.create("string:///app/" + name(body) + ".java"), Kind.SOURCE);
            this.text =
                    "package app; import java.io.*; import java.util.*; import java.time.*; "
                            + body;
        }

        private static String name(String body) {
            var matcher =
                    Pattern.compile(
                                    "public (?:final |abstract )*(?:class|enum|record|interface) (\\w+)")
                            .matcher(body);
            if (!matcher.find()) {
                throw new IllegalArgumentException(body);
            }
            return matcher.group(1);
        }

        @Override
        public CharSequence getCharContent(boolean ignored) {
            return text;
        }
    }

    private static final class Manager extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, ByteArrayOutputStream> outputs = new HashMap<>();

        Manager(JavaFileManager manager) {
            super(manager);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, FileObject sibling)
                throws IOException {
            ByteArrayOutputStream output = new ByteArrayOutputStream();
            outputs.put(className, output);
            return new SimpleJavaFileObject(
                    URI.create("mem:///" + className.replace('.', '/') + ".class"), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return output;
                }
            };
        }
    }
}
