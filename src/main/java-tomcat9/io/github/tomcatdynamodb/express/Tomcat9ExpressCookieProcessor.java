package io.github.tomcatdynamodb.express;

import java.util.Optional;
import javax.servlet.http.Cookie;
import javax.servlet.http.HttpServletRequest;

/** The {@link SignedCookieProcessor} of Tomcat 9. */
public final class Tomcat9ExpressCookieProcessor extends SignedCookieProcessor {

    /** A processor without secrets yet. */
    public Tomcat9ExpressCookieProcessor() {}

    @Override
    public String generateHeader(Cookie cookie, HttpServletRequest request) {
        Optional<String> signed = signed(cookie.getName(), cookie.getValue(), cookie.getMaxAge());
        if (signed.isEmpty()) {
            return super.generateHeader(cookie, request);
        }
        Cookie copy = (Cookie) cookie.clone();
        copy.setValue(signed.get());
        return super.generateHeader(copy, request);
    }
}
