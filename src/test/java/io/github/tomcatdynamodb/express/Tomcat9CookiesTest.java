package io.github.tomcatdynamodb.express;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The same class with Tomcat 9's classes around it, as the build copied them. */
class Tomcat9CookiesTest {

    @Test
    void worksOnTomcat9() throws Exception {
        try (URLClassLoader tomcat9 =
                new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
            Object processor =
                    tomcat9.loadClass(ExpressCookieProcessor.class.getName())
                            .getConstructor()
                            .newInstance();
            // As Tomcat looks for setters.
            processor.getClass().getMethods();
            processor.getClass().getMethod("setSecrets", String.class).invoke(processor, "cat");
            Object signing = processor.getClass().getMethod("signing").invoke(processor);
            Class<?> cookieType = tomcat9.loadClass("javax.servlet.http.Cookie");
            Object cookie =
                    cookieType
                            .getConstructor(String.class, String.class)
                            .newInstance("connect.sid", "id");

            String expected = "connect.sid=" + CookieSignerTest.signer("cat").sign("id");
            Class<?> type = tomcat9.loadClass("org.apache.tomcat.util.http.CookieProcessor");
            assertEquals(
                    expected, type.getMethod("generateHeader", cookieType).invoke(signing, cookie));
            assertEquals(
                    expected,
                    type.getMethod(
                                    "generateHeader",
                                    cookieType,
                                    tomcat9.loadClass("javax.servlet.http.HttpServletRequest"))
                            .invoke(signing, cookie, null));
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
