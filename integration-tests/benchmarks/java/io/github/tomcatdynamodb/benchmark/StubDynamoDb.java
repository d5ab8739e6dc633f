package io.github.tomcatdynamodb.benchmark;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import javax.net.ServerSocketFactory;

/**
 * Answers GetItem with what PutItem brought and UpdateItem set, as text, at next to no cost: so the
 * client is what is measured. Every other operation is answered with nothing. The partition key is
 * {@code id}. It may take its time, as DynamoDB does.
 */
final class StubDynamoDb implements AutoCloseable {

    private static final String ITEM = "\"Item\":";
    private static final String KEY = "\"id\":{\"S\":\"";

    private static final byte[] TABLE =
            """
            {"Table": {"TableName": "stub", "TableStatus": "ACTIVE", "ItemCount": 0,
                "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
                "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}]}}"""
                    .getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TIME_TO_LIVE =
            """
            {"TimeToLiveDescription": {"TimeToLiveStatus": "ENABLED", "AttributeName": "expires"}}"""
                    .getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket server;
    private final String scheme;
    private final long nanos;
    private final Map<String, byte[]> items = new ConcurrentHashMap<>();

    private StubDynamoDb(ServerSocketFactory sockets, String scheme, Duration time)
            throws IOException {
        this.scheme = scheme;
        this.nanos = time.toNanos();
        server = sockets.createServerSocket(0, 200, InetAddress.getByName("127.0.0.1"));
        daemon(this::accept);
    }

    static StubDynamoDb http() throws IOException {
        return after(Duration.ZERO);
    }

    /** Answers after a while. */
    static StubDynamoDb after(Duration time) throws IOException {
        return new StubDynamoDb(ServerSocketFactory.getDefault(), "http", time);
    }

    static StubDynamoDb https(ServerSocketFactory sockets) throws IOException {
        return new StubDynamoDb(sockets, "https", Duration.ZERO);
    }

    URI endpoint() {
        return URI.create(scheme + "://127.0.0.1:" + server.getLocalPort());
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "stub-dynamodb");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                daemon(() -> serve(socket));
            } catch (IOException e) {
                // A client that went away, or the end.
                continue;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream(), 16 * 1024);
            OutputStream out = socket.getOutputStream();
            while (true) {
                String head = head(in);
                if (head == null) {
                    return;
                }
                if (head.contains("expect: 100-continue")) {
                    out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                }
                String body = new String(in.readNBytes(length(head)), StandardCharsets.UTF_8);
                byte[] response = response(answer(head, body));
                if (nanos > 0) {
                    LockSupport.parkNanos(nanos);
                }
                out.write(response);
                out.flush();
            }
        } catch (IOException gone) {
            return;
        }
    }

    /** Reads the head of a request, in lower case; null at the end of the connection. */
    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder(1024);
        int end = 0;
        while (end < 4) {
            int next = in.read();
            if (next < 0) {
                return null;
            }
            end = next == (end % 2 == 0 ? '\r' : '\n') ? end + 1 : 0;
            head.append((char) Character.toLowerCase(next));
        }
        return head.toString();
    }

    private static int length(String head) {
        int start = head.indexOf("content-length:");
        return start < 0
                ? 0
                : Integer.parseInt(
                        head.substring(
                                        start + "content-length:".length(),
                                        head.indexOf('\r', start))
                                .trim());
    }

    private byte[] answer(String head, String body) {
        if (head.contains("dynamodb_20120810.getitem")) {
            byte[] item = items.get(key(body));
            return item == null ? new byte[] {'{', '}'} : item;
        }
        if (head.contains("dynamodb_20120810.putitem")) {
            String item = item(body);
            items.put(key(item), ('{' + ITEM + item + '}').getBytes(StandardCharsets.UTF_8));
        }
        if (head.contains("dynamodb_20120810.updateitem")) {
            items.computeIfPresent(key(body), (key, before) -> updated(before, body));
        }
        if (head.contains("dynamodb_20120810.describetable")) {
            return TABLE;
        }
        if (head.contains("dynamodb_20120810.describetimetolive")) {
            return TIME_TO_LIVE;
        }
        return new byte[] {'{', '}'};
    }

    /** The text of the object that is called Item. */
    private static String item(String body) {
        int start = body.indexOf(ITEM) + ITEM.length();
        return body.substring(start, JsonText.end(body, start));
    }

    /** Sets what an UpdateItem sets; what it removes, and its conditions, are passed over. */
    private static byte[] updated(byte[] before, String body) {
        JsonObject update = JsonParser.parseString(body).getAsJsonObject();
        String item = new String(before, StandardCharsets.UTF_8);
        String expression = update.get("UpdateExpression").getAsString().split(" REMOVE ", 2)[0];
        for (String action : expression.substring("SET ".length()).split(",")) {
            String[] sides = action.split("=", 2);
            List<String> path = new ArrayList<>();
            for (String name : sides[0].trim().split("\\.")) {
                path.add(
                        name.startsWith("#")
                                ? update.getAsJsonObject("ExpressionAttributeNames")
                                        .get(name)
                                        .getAsString()
                                : name);
            }
            String value =
                    update.getAsJsonObject("ExpressionAttributeValues")
                            .get(sides[1].trim())
                            .toString();
            item = JsonText.set(item, item.indexOf(ITEM) + ITEM.length(), path, value);
        }
        return item.getBytes(StandardCharsets.UTF_8);
    }

    private static String key(String json) {
        int start = json.indexOf(KEY) + KEY.length();
        return json.substring(start, json.indexOf('"', start));
    }

    private static byte[] response(byte[] body) {
        ByteArrayOutputStream response = new ByteArrayOutputStream(body.length + 200);
        response.writeBytes(
                ("HTTP/1.1 200 OK\r\nServer: stub\r\nContent-Type: application/x-amz-json-1.0\r\n"
                                + "x-amzn-RequestId: 0123456789ABCDEF0123456789ABCDEF\r\n"
                                + "Content-Length: "
                                + body.length
                                + "\r\nConnection: keep-alive\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        response.writeBytes(body);
        return response.toByteArray();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
