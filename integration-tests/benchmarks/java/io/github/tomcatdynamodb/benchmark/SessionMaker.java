package io.github.tomcatdynamodb.benchmark;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes sessions as browsers do, by requests to an application. */
final class SessionMaker {

    private static final String ID = "JSESSIONID=";

    private final HttpClient http = HttpClient.newHttpClient();
    private final int number;

    /**
     * @param number of sessions of each size
     */
    SessionMaker(int number) {
        this.number = number;
    }

    /**
     * Makes the sessions of an application.
     *
     * @param page its address
     * @return the cookies of each, with the id in {@code BARE}, too: Tomcat gets the same from
     *     every client
     */
    Map<SessionSize, List<String>> make(String page) throws IOException {
        Map<SessionSize, List<String>> made = new EnumMap<>(SessionSize.class);
        for (SessionSize size : SessionSize.values()) {
            List<String> sessions = new ArrayList<>();
            for (int i = 0; i < number; i++) {
                List<String> cookies = put(page, size);
                String id =
                        cookies.stream().filter(c -> c.startsWith(ID)).findFirst().orElseThrow();
                sessions.add(String.join("; ", cookies) + "; BARE=" + id.substring(ID.length()));
            }
            made.put(size, sessions);
        }
        return made;
    }

    /** Returns the session's id of a client with these cookies. */
    static String id(String cookies) {
        return cookies.substring(cookies.lastIndexOf('=') + 1);
    }

    private List<String> put(String page, SessionSize size) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(body)) {
            out.writeObject(new HashMap<>(size.attributes()));
        }
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(page))
                        .PUT(BodyPublishers.ofByteArray(body.toByteArray()))
                        .build();
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IOException(page + ": " + response.statusCode() + " " + response.body());
            }
            return response.headers().allValues("Set-Cookie").stream()
                    .map(cookie -> cookie.split(";", 2)[0])
                    .toList();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
