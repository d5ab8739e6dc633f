package io.github.tomcatdynamodb.it.history;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.catalina.Session;
import org.apache.catalina.session.StandardSession;
import org.apache.catalina.session.StoreBase;

/**
 * A store as one would write it in an afternoon: the whole session in one attribute, unconditional
 * writes, plain deletes, an {@code IOException} when DynamoDB fails. The history test must find out
 * what is wrong with it, or it finds nothing. Uses the JDK and Tomcat only, to be put into {@code
 * lib} as it is.
 */
public final class NaiveStore extends StoreBase {
    private static final Pattern DATA = Pattern.compile("\"B\"\\s*:\\s*\"([^\"]*)\"");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private String endpoint;
    private String tableName;

    public void setEndpoint(String value) {
        endpoint = value;
    }

    public void setTableName(String value) {
        tableName = value;
    }

    @Override
    public Session load(String id) throws ClassNotFoundException, IOException {
        Matcher found = DATA.matcher(call("GetItem", "\"Key\":{\"id\":{\"S\":\"" + id + "\"}}"));
        if (!found.find()) {
            return null;
        }
        byte[] bytes = Base64.getDecoder().decode(found.group(1));
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread()
                .setContextClassLoader(getManager().getContext().getLoader().getClassLoader());
        try (ObjectInputStream in = getObjectInputStream(new ByteArrayInputStream(bytes))) {
            StandardSession session = (StandardSession) getManager().createEmptySession();
            session.readObjectData(in);
            session.setManager(getManager());
            return session;
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    @Override
    public void save(Session session) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            ((StandardSession) session).writeObjectData(out);
        }
        call(
                "PutItem",
                "\"Item\":{\"id\":{\"S\":\"%s\"},\"data\":{\"B\":\"%s\"}}"
                        .formatted(
                                session.getIdInternal(),
                                Base64.getEncoder().encodeToString(bytes.toByteArray())));
    }

    @Override
    public void remove(String id) throws IOException {
        call("DeleteItem", "\"Key\":{\"id\":{\"S\":\"" + id + "\"}}");
    }

    private String call(String operation, String parameters) throws IOException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(endpoint))
                        .timeout(Duration.ofSeconds(2))
                        .header("X-Amz-Target", "DynamoDB_20120810." + operation)
                        .header("Content-Type", "application/x-amz-json-1.0")
                        .header(
                                "Authorization",
                                "AWS4-HMAC-SHA256"
                                        + " Credential=AKIDHARNESS/20260101/eu-west-1/dynamodb/aws4_request,"
                                        + " SignedHeaders=host, Signature=none")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        "{\"TableName\":\"%s\",%s}"
                                                .formatted(tableName, parameters)))
                        .build();
        try {
            HttpResponse<String> response =
                    http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IOException("HTTP " + response.statusCode() + " " + response.body());
            }
            return response.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public String[] keys() {
        return new String[0];
    }

    @Override
    public int getSize() {
        return 0;
    }

    @Override
    public void clear() {
        // Nothing is listed, so nothing is cleared.
    }
}
