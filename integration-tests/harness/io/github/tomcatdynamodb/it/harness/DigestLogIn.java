package io.github.tomcatdynamodb.it.harness;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a browser answers to a challenge of HTTP's digest access authentication (RFC 7616). */
public final class DigestLogIn {
    private static final Pattern PARAMETER = Pattern.compile("(\\w+)=(?:\"([^\"]*)\"|([^,\\s]+))");

    private DigestLogIn() {}

    /**
     * Returns the value of the {@code Authorization} header of a GET.
     *
     * @param challenge the value of a {@code WWW-Authenticate} header, with algorithm MD5
     * @param uri the path, with the query if there is one
     */
    public static String answer(String challenge, String user, String password, String uri) {
        String realm = parameter(challenge, "realm");
        String nonce = parameter(challenge, "nonce");
        String count = "00000001";
        String own = Long.toHexString(System.nanoTime());
        String response =
                md5(
                        md5(user + ":" + realm + ":" + password)
                                + ":"
                                + nonce
                                + ":"
                                + count
                                + ":"
                                + own
                                + ":auth:"
                                + md5("GET:" + uri));
        return ("Digest username=\"%s\", realm=\"%s\", nonce=\"%s\", uri=\"%s\", algorithm=MD5,"
                        + " response=\"%s\", qop=auth, nc=%s, cnonce=\"%s\", opaque=\"%s\"")
                .formatted(
                        user,
                        realm,
                        nonce,
                        uri,
                        response,
                        count,
                        own,
                        parameter(challenge, "opaque"));
    }

    private static String parameter(String challenge, String name) {
        Matcher all = PARAMETER.matcher(challenge);
        while (all.find()) {
            if (all.group(1).equals(name)) {
                return all.group(2) == null ? all.group(3) : all.group(2);
            }
        }
        throw new IllegalArgumentException(name + " is not in: " + challenge);
    }

    private static String md5(String text) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("MD5")
                                    .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
