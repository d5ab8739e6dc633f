package io.github.tomcatdynamodb.express;

import io.github.tomcatdynamodb.text.Messages;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.apache.tomcat.util.http.MimeHeaders;
import org.apache.tomcat.util.http.Rfc6265CookieProcessor;
import org.apache.tomcat.util.http.ServerCookie;
import org.apache.tomcat.util.http.ServerCookies;

/**
 * Lets Tomcat and Express share a session cookie: verifies and unwraps the ids that come in, and
 * signs those that go out. Other cookies stay as they are.
 *
 * <p>All but the servlet types, whose package differs between the versions of Tomcat; one face for
 * each adds them.
 *
 * <p>No setter ever throws: Tomcat would log the value with the failure. The settings are checked
 * by {@link #check()}, or at the latest by the first request.
 */
public abstract class SignedCookieProcessor extends Rfc6265CookieProcessor {

    private static final Messages MESSAGES = Messages.of(SignedCookieProcessor.class);

    private static final String DEFAULT_COOKIE_NAME = "connect.sid";

    private final Map<SecretsSource, String> settings = new EnumMap<>(SecretsSource.class);
    private String cookieName = DEFAULT_COOKIE_NAME;
    private volatile CookieSigner signer;

    /** A processor without secrets yet. */
    protected SignedCookieProcessor() {}

    /**
     * Sets the secrets themselves.
     *
     * @param secrets separated by commas; the first one signs
     */
    public void setSecrets(String secrets) {
        settings.put(SecretsSource.LIST, secrets);
    }

    /**
     * Takes the secrets from a file.
     *
     * @param file a file with a secret in each line, the first one signs; relative to {@code
     *     catalina.base}
     */
    public void setSecretsFile(String file) {
        settings.put(SecretsSource.FILE, file);
    }

    /**
     * Takes the secrets from the environment.
     *
     * @param variable the name of a variable with the secrets separated by commas
     */
    public void setSecretsEnv(String variable) {
        settings.put(SecretsSource.ENVIRONMENT, variable);
    }

    /**
     * Takes the secrets from a system property.
     *
     * @param property the name of a property with the secrets separated by commas
     */
    public void setSecretsSystemProperty(String property) {
        settings.put(SecretsSource.SYSTEM_PROPERTY, property);
    }

    /**
     * Sets the name of the session cookie.
     *
     * @param cookieName the same as the context's {@code sessionCookieName}
     */
    public void setCookieName(String cookieName) {
        this.cookieName = cookieName;
    }

    /**
     * The name of the session cookie.
     *
     * @return by default {@code connect.sid}
     */
    public String getCookieName() {
        return cookieName;
    }

    /**
     * Checks the settings, for whoever wants to know at start.
     *
     * @throws IllegalStateException if there is not exactly one source of secrets, or no secret in
     *     it
     */
    public void check() {
        signer();
    }

    private CookieSigner signer() {
        CookieSigner current = signer;
        if (current == null) {
            current = createSigner();
            signer = current;
        }
        return current;
    }

    private CookieSigner createSigner() {
        if (settings.size() != 1) {
            throw new IllegalStateException(
                    MESSAGES.getString("secrets.oneSource", Integer.toString(settings.size())));
        }
        Map.Entry<SecretsSource, String> only = settings.entrySet().iterator().next();
        return new CookieSigner(only.getKey().secrets(only.getValue()));
    }

    @Override
    public void parseCookieHeader(MimeHeaders headers, ServerCookies cookies) {
        CookieSigner verifier = signer();
        super.parseCookieHeader(headers, cookies);
        for (int i = 0; i < cookies.getCookieCount(); i++) {
            ServerCookie cookie = cookies.getCookie(i);
            if (cookie.getName().equals(cookieName)) {
                unwrap(cookie, verifier);
            }
        }
    }

    /**
     * Puts the bare id in place of the signed one. A cookie without a good signature loses its
     * name: Tomcat skips it.
     */
    private static void unwrap(ServerCookie cookie, CookieSigner verifier) {
        Optional<String> id =
                Optional.ofNullable(cookie.getValue().toString()).flatMap(verifier::unsign);
        if (id.isPresent()) {
            cookie.getValue().setString(id.get());
        } else {
            cookie.recycle();
        }
    }

    /**
     * What to send instead of a cookie's value.
     *
     * @param name the cookie's name
     * @param value the value that it has
     * @param maxAge its age; 0 deletes it
     * @return the signed value; empty if the cookie is to be sent as it is
     */
    protected final Optional<String> signed(String name, String value, int maxAge) {
        boolean deleted = value == null || value.isEmpty() || maxAge == 0;
        return deleted || !name.equals(cookieName)
                ? Optional.empty()
                : Optional.of(signer().sign(value));
    }
}
