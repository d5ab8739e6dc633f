package io.github.tomcatdynamodb.express;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The face for Tomcat 9, with Tomcat 9's classes around it, as the build copied them. */
class Tomcat9ExpressCookieProcessorTest {

    private static final String FACE =
            "io.github.tomcatdynamodb.express.Tomcat9ExpressCookieProcessor";

    @Test
    void worksOnTomcat9() throws Exception {
        try (URLClassLoader tomcat9 =
                new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
            Object processor = tomcat9.loadClass(FACE).getConstructor().newInstance();
            processor.getClass().getMethod("setSecrets", String.class).invoke(processor, "cat");
            Class<?> cookieType = tomcat9.loadClass("javax.servlet.http.Cookie");
            Object cookie =
                    cookieType
                            .getConstructor(String.class, String.class)
                            .newInstance("connect.sid", "id");

            String expected = "connect.sid=" + new CookieSigner(List.of("cat")).sign("id");
            Method deprecated = processor.getClass().getMethod("generateHeader", cookieType);
            assertEquals(expected, deprecated.invoke(processor, cookie));
            Method current =
                    processor
                            .getClass()
                            .getMethod(
                                    "generateHeader",
                                    cookieType,
                                    tomcat9.loadClass("javax.servlet.http.HttpServletRequest"));
            assertEquals(expected, current.invoke(processor, cookie, null));
        }
    }

    private static URL[] classPath() throws Exception {
        Path target = Path.of(System.getProperty("basedir"), "target");
        List<URL> classPath = new ArrayList<>();
        classPath.add(target.resolve("classes").toUri().toURL());
        try (Stream<Path> jars = Files.list(target.resolve("tomcat9-api"))) {
            for (Path jar : jars.toList()) {
                classPath.add(jar.toUri().toURL());
            }
        }
        return classPath.toArray(URL[]::new);
    }
}
