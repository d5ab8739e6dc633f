package io.github.tomcatdynamodb.it.harness;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import javax.tools.ToolProvider;

/**
 * A web application made from a directory: copied, and the Java sources below {@code WEB-INF/src}
 * compiled to {@code WEB-INF/classes}. Those may use the JDK only, so that one application runs on
 * {@code javax.servlet} and on {@code jakarta.servlet}; what needs the servlet API is written in
 * JSP.
 */
public final class WebApp {
    private WebApp() {}

    /** Builds an application of {@code integration-tests/webapps}, such as {@code probe}. */
    public static Path build(String name) {
        return build(source(name), Environment.webapps().resolve(name));
    }

    /**
     * Builds an application of several directories of {@code integration-tests/webapps}: what they
     * have in common, and what is its own.
     *
     * @param name of the result
     */
    public static synchronized Path build(String name, List<String> sources) {
        Path directory = Environment.webapps().resolve(name);
        Trees.delete(directory);
        sources.forEach(source -> Trees.copy(source(source), directory));
        compile(directory.resolve("WEB-INF/src"), directory.resolve("WEB-INF/classes"));
        return directory;
    }

    /**
     * Builds an application into a directory, which is emptied first, and returns that directory.
     */
    public static synchronized Path build(Path source, Path directory) {
        return build(source, directory, List.of());
    }

    /** Builds an application that compiles against what the server has in its {@code lib}. */
    public static synchronized Path build(Path source, Path directory, List<Path> libraries) {
        Trees.delete(directory);
        Trees.copy(source, directory);
        compile(directory.resolve("WEB-INF/src"), directory.resolve("WEB-INF/classes"), libraries);
        return directory;
    }

    /**
     * Builds an application of {@code integration-tests/webapps} that has libraries of its own. Its
     * files say {@code jakarta}, which is {@code javax} on Tomcat 9.
     *
     * @param name of the result, as one application may be built with one library or another
     * @param libraries the directory whose jars go into {@code WEB-INF/lib}
     */
    public static synchronized Path build(
            String source, String name, TomcatVersion version, Path libraries) {
        Path directory = Environment.webapps().resolve(version.id() + "-" + name);
        Path lib = directory.resolve("WEB-INF/lib");
        Trees.delete(directory);
        Trees.copy(source(source), directory);
        if (version.isJavax()) {
            Trees.list(directory).stream().filter(Files::isRegularFile).forEach(WebApp::sayJavax);
        }
        Trees.copy(libraries, lib);
        List<Path> classpath = new ArrayList<>(Trees.list(lib));
        classpath.addAll(servletApi(version));
        compile(directory.resolve("WEB-INF/src"), directory.resolve("WEB-INF/classes"), classpath);
        return directory;
    }

    /**
     * Builds an application of several directories of {@code integration-tests/webapps} whose
     * classes know the servlet API. Its files say {@code jakarta}, which is {@code javax} on Tomcat
     * 9.
     *
     * @param name of the result
     */
    public static synchronized Path build(
            String name, TomcatVersion version, List<String> sources) {
        Path directory = Environment.webapps().resolve(version.id() + "-" + name);
        Trees.delete(directory);
        sources.forEach(source -> Trees.copy(source(source), directory));
        if (version.isJavax()) {
            Trees.list(directory).stream().filter(Files::isRegularFile).forEach(WebApp::sayJavax);
        }
        compile(
                directory.resolve("WEB-INF/src"),
                directory.resolve("WEB-INF/classes"),
                servletApi(version));
        return directory;
    }

    private static List<Path> servletApi(TomcatVersion version) {
        return version.isEmbedded()
                ? Environment.embedded(version)
                : List.of(TomcatHome.of(version).resolve("lib/servlet-api.jar"));
    }

    private static Path source(String name) {
        return Environment.basedir().resolve("integration-tests/webapps").resolve(name);
    }

    private static void sayJavax(Path file) {
        try {
            Trees.write(file, Files.readString(file).replace("jakarta.", "javax."));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Compiles all sources below a directory. */
    public static void compile(Path sources, Path classes) {
        compile(sources, classes, List.of());
    }

    /** Compiles all sources below a directory against libraries. */
    public static void compile(Path sources, Path classes, List<Path> libraries) {
        if (!Files.isDirectory(sources)) {
            return;
        }
        List<String> arguments = new ArrayList<>();
        arguments.addAll(List.of("-d", classes.toString(), "--release", "17", "-proc:none"));
        StringJoiner classpath = new StringJoiner(File.pathSeparator);
        classpath.add(classes.toString());
        libraries.forEach(library -> classpath.add(library.toString()));
        arguments.addAll(List.of("-classpath", classpath.toString()));
        Trees.list(sources).stream()
                .map(Path::toString)
                .filter(path -> path.endsWith(".java"))
                .forEach(arguments::add);
        int result =
                ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, arguments.toArray(String[]::new));
        if (result != 0) {
            throw new IllegalStateException("the classes of " + sources + " do not compile");
        }
    }
}
