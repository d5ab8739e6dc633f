package io.github.tomcatdynamodb.express;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** The {@link SignedCookieProcessor} of Tomcat 10.1 and 11. */
public final class ExpressCookieProcessor extends SignedCookieProcessor {

    /** A processor without secrets yet. */
    public ExpressCookieProcessor() {}

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
