package io.github.tomcatdynamodb.it.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A security token service that lets anybody assume any role but one. */
public final class FakeSts implements AutoCloseable {

    /** Nobody may assume it. */
    public static final String REFUSED = "arn:aws:iam::123456789012:role/refused";

    private static final String DENIED =
            """
            <ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
              <Error><Type>Sender</Type><Code>AccessDenied</Code>
                <Message>User: arn:aws:iam::123456789012:user/web is not authorized to perform: sts:AssumeRole</Message>
              </Error>
              <RequestId>1</RequestId>
            </ErrorResponse>
            """;

    private static final String ANSWER =
            """
            <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
              <AssumeRoleResult>
                <AssumedRoleUser><Arn>arn:aws:sts::1:assumed-role/r/s</Arn><AssumedRoleId>A:s</AssumedRoleId></AssumedRoleUser>
                <Credentials>
                  <AccessKeyId>AKIDROLE</AccessKeyId><SecretAccessKey>role-secret</SecretAccessKey>
                  <SessionToken>role-token</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration>
                </Credentials>
              </AssumeRoleResult>
              <ResponseMetadata><RequestId>1</RequestId></ResponseMetadata>
            </AssumeRoleResponse>
            """;

    private final HttpServer server;
    private final List<String> requests = new CopyOnWriteArrayList<>();

    /** Starts it, on loopback. */
    public FakeSts() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext(
                "/",
                exchange -> {
                    String request =
                            URLDecoder.decode(
                                    new String(exchange.getRequestBody().readAllBytes(), UTF_8),
                                    UTF_8);
                    requests.add(request);
                    boolean refused = request.contains(REFUSED);
                    byte[] answer = (refused ? DENIED : answer(request)).getBytes(UTF_8);
                    exchange.getResponseHeaders().set("Content-Type", "text/xml");
                    exchange.sendResponseHeaders(refused ? 403 : 200, answer.length);
                    exchange.getResponseBody().write(answer);
                    exchange.close();
                });
        server.start();
    }

    /** With web identity the answer has the same parts in elements of other names. */
    private static String answer(String request) {
        return request.contains("Action=AssumeRoleWithWebIdentity")
                ? ANSWER.replaceAll("AssumeRole(Response|Result)", "AssumeRoleWithWebIdentity$1")
                : ANSWER;
    }

    /** Returns where it is. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Returns what it was asked since it was asked this last. */
    public List<String> takeRequests() {
        List<String> taken = List.copyOf(requests);
        requests.clear();
        return taken;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
