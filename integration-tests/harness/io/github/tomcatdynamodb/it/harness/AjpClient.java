package io.github.tomcatdynamodb.it.harness;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a web server in front of Tomcat does: requests without a body over AJP/1.3. */
public final class AjpClient {
    private static final int FROM_SERVER = 0x1234;
    private static final int FORWARD_REQUEST = 2;
    private static final int GET = 2;
    private static final int QUERY = 5;
    private static final int END = 0xFF;

    private static final int BODY_CHUNK = 3;
    private static final int HEADERS = 4;
    private static final int END_RESPONSE = 5;

    /** Well-known headers of answers are numbers from 0xA001 on. */
    private static final List<String> NAMES =
            List.of(
                    "Content-Type",
                    "Content-Language",
                    "Content-Length",
                    "Date",
                    "Last-Modified",
                    "Location",
                    "Set-Cookie",
                    "Set-Cookie2",
                    "Servlet-Engine",
                    "Status",
                    "WWW-Authenticate");

    private AjpClient() {}

    /** What a Tomcat needs inside {@code <Service>} to be reached so. */
    public static String connector(int port) {
        return "<Connector protocol=\"AJP/1.3\" address=\"127.0.0.1\" port=\"%d\" secretRequired=\"false\"/>"
                .formatted(port);
    }

    /**
     * An answer.
     *
     * @param headers names and values in turn
     */
    public record Response(int status, List<Map.Entry<String, String>> headers, String body) {
        /** The values of the {@code Set-Cookie} headers. */
        public List<String> cookies() {
            return headers.stream()
                    .filter(header -> header.getKey().equalsIgnoreCase("Set-Cookie"))
                    .map(Map.Entry::getValue)
                    .toList();
        }
    }

    /** Requests a page over a connection of its own, with the cookies of a browser. */
    public static Response get(int port, String path, String query, HttpBrowser browser) {
        String cookies = browser.cookieHeader("http://127.0.0.1" + path);
        Response answer = get(port, path, query, cookies);
        answer.cookies().forEach(browser::keep);
        return answer;
    }

    private static Response get(int port, String path, String query, String cookies) {
        try (Socket socket = new Socket(Ports.loopback(), port)) {
            socket.setSoTimeout(60_000);
            byte[] request = request(path, query, cookies);
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            out.writeShort(FROM_SERVER);
            out.writeShort(request.length);
            out.write(request);
            return read(new DataInputStream(socket.getInputStream()));
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }

    private static byte[] request(String path, String query, String cookies) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(FORWARD_REQUEST);
        out.write(GET);
        text(out, "HTTP/1.1");
        text(out, path);
        text(out, "127.0.0.1");
        text(out, "localhost");
        text(out, "localhost");
        out.writeShort(80);
        out.writeBoolean(false);
        out.writeShort(cookies.isEmpty() ? 1 : 2);
        text(out, "host");
        text(out, "localhost");
        if (!cookies.isEmpty()) {
            text(out, "cookie");
            text(out, cookies);
        }
        out.write(QUERY);
        text(out, query);
        out.write(END);
        return bytes.toByteArray();
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        out.writeShort(bytes.length);
        out.write(bytes);
        out.write(0);
    }

    private static Response read(DataInputStream in) throws IOException {
        int status = 0;
        List<Map.Entry<String, String>> headers = new ArrayList<>();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            in.skipNBytes(2);
            byte[] packet = in.readNBytes(in.readUnsignedShort());
            DataInputStream content = new DataInputStream(new java.io.ByteArrayInputStream(packet));
            switch (content.readUnsignedByte()) {
                case HEADERS -> {
                    status = content.readUnsignedShort();
                    text(content);
                    for (int left = content.readUnsignedShort(); left > 0; left--) {
                        headers.add(Map.entry(name(content), text(content)));
                    }
                }
                case BODY_CHUNK -> body.write(content.readNBytes(content.readUnsignedShort()));
                case END_RESPONSE -> {
                    return new Response(
                            status, headers, body.toString(StandardCharsets.ISO_8859_1));
                }
                default -> throw new IOException("not expected of a request without a body");
            }
        }
    }

    private static String name(DataInputStream in) throws IOException {
        in.mark(2);
        int code = in.readUnsignedShort();
        if (code >> 8 == 0xA0) {
            return NAMES.get((code & 0xFF) - 1);
        }
        in.reset();
        return text(in);
    }

    private static String text(DataInputStream in) throws IOException {
        String text =
                new String(in.readNBytes(in.readUnsignedShort()), StandardCharsets.ISO_8859_1);
        in.skipNBytes(1);
        return text;
    }
}
