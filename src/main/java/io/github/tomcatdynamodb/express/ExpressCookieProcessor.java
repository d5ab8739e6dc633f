package io.github.tomcatdynamodb.express;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.tomcatdynamodb.text.Messages;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import org.apache.juli.logging.Log;
import org.apache.juli.logging.LogFactory;
import org.apache.tomcat.util.buf.ByteChunk;
import org.apache.tomcat.util.buf.MessageBytes;
import org.apache.tomcat.util.http.CookieProcessor;
import org.apache.tomcat.util.http.MimeHeaders;
import org.apache.tomcat.util.http.Rfc6265CookieProcessor;
import org.apache.tomcat.util.http.ServerCookie;
import org.apache.tomcat.util.http.ServerCookies;

/**
 * Lets Tomcat and Express share a session cookie: verifies and unwraps the ids that come in, and
 * signs those that go out. Other cookies stay as they are.
 *
 * <p>One class for all versions of Tomcat, although they disagree about the package of {@code
 * Cookie}: this class verifies, and {@link #signing()}, which the store puts in its place when the
 * application starts, signs.
 *
 * <p>No setter ever throws: Tomcat would log the value with the failure. The settings are checked
 * by {@link #check()}, or at the latest by the first request.
 */
public final class ExpressCookieProcessor extends Rfc6265CookieProcessor {

    private static final Log LOG = LogFactory.getLog(ExpressCookieProcessor.class);
    private static final Messages MESSAGES = Messages.of(ExpressCookieProcessor.class);

    private static final String DEFAULT_COOKIE_NAME = "connect.sid";

    private final Map<SecretsSource, String> settings = new EnumMap<>(SecretsSource.class);
    private final CookieProcessor signing = SigningHeaders.with(this);
    private String cookieName = DEFAULT_COOKIE_NAME;
    private volatile CookieSigner signer;
    private volatile boolean signs;

    /** A processor without secrets yet. */
    public ExpressCookieProcessor() {}

    /**
     * Returns the processor behind the one that a context uses.
     *
     * @param processor a context's processor
     * @return empty if it is another one
     */
    public static Optional<ExpressCookieProcessor> of(CookieProcessor processor) {
        return processor instanceof ExpressCookieProcessor express
                ? Optional.of(express)
                : SigningHeaders.processorOf(processor);
    }

    /**
     * Returns what the context has to use instead of this: the same, but that session cookies go
     * out signed.
     *
     * @return always the same
     */
    public CookieProcessor signing() {
        signs = true;
        return signing;
    }

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
        List<Secret> secrets = only.getKey().secrets(only.getValue());
        if (secrets.stream().anyMatch(Secret::isSuspicious)) {
            LOG.warn(
                    MESSAGES.getString(
                            "secrets.whiteSpace", only.getKey().describe(only.getValue())));
        }
        return new CookieSigner(secrets.stream().flatMap(s -> s.bytes().stream()).toList());
    }

    @Override
    public void parseCookieHeader(MimeHeaders headers, ServerCookies cookies) {
        CookieSigner verifier = signer();
        if (!signs) {
            throw new IllegalStateException(MESSAGES.getString("processor.notSigning"));
        }
        Optional<String> id =
                CookieHeader.value(header(headers), cookieName).flatMap(verifier::unsign);
        super.parseCookieHeader(headers, cookies);
        replace(cookies, id);
    }

    /** Several headers are one, as they are to Node. */
    private static String header(MimeHeaders headers) {
        StringJoiner all = new StringJoiner("; ");
        for (int i = headers.findHeader("Cookie", 0);
                i >= 0;
                i = headers.findHeader("Cookie", ++i)) {
            MessageBytes value = headers.getValue(i);
            if (value.getType() == MessageBytes.T_BYTES) {
                ByteChunk bytes = value.getByteChunk();
                all.add(
                        new String(
                                bytes.getBytes(), bytes.getStart(), bytes.getLength(), ISO_8859_1));
            } else {
                all.add(value.toString());
            }
        }
        return all.toString();
    }

    /**
     * Puts the bare id in place of the session cookies that came. Without one they all lose their
     * name: Tomcat skips them.
     */
    private void replace(ServerCookies cookies, Optional<String> id) {
        ServerCookie kept = null;
        for (int i = 0; i < cookies.getCookieCount(); i++) {
            ServerCookie cookie = cookies.getCookie(i);
            if (cookie.getName().equals(cookieName)) {
                if (kept == null && id.isPresent()) {
                    kept = cookie;
                } else {
                    cookie.recycle();
                }
            }
        }
        if (id.isPresent()) {
            if (kept == null) { // Tomcat does not take it for a cookie
                kept = cookies.addCookie();
                kept.getName().setString(cookieName);
            }
            kept.getValue().setString(id.get());
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
    Optional<String> signed(String name, String value, int maxAge) {
        boolean deleted = value == null || value.isEmpty() || maxAge == 0;
        return deleted || !name.equals(cookieName)
                ? Optional.empty()
                : Optional.of(signer().sign(value));
    }
}
