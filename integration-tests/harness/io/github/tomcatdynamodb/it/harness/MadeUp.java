package io.github.tomcatdynamodb.it.harness;

import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Answers that DynamoDB has not given. */
final class MadeUp {
    private MadeUp() {}

    /** Returns the answer that a fault puts in the place of DynamoDB's, null when it has none. */
    static HttpMessage answer(Fault fault) {
        if (fault instanceof Fault.Error error) {
            return error(error.status(), error.type(), error.message());
        }
        if (fault instanceof Fault.Answer other) {
            return response(200, other.body());
        }
        if (fault instanceof Fault.GarbageBody) {
            return response(200, "<html>{\"Item\": no JSON");
        }
        return null;
    }

    /**
     * Returns an error of DynamoDB's form.
     *
     * @param type with its namespace, as the service writes it
     */
    static HttpMessage error(int status, String type, String message) {
        JsonObject body = new JsonObject();
        body.addProperty("__type", type);
        body.addProperty("message", message);
        return response(status, body.toString());
    }

    private static HttpMessage response(int status, String body) {
        return new HttpMessage(
                "HTTP/1.1 " + status + " Injected",
                List.of("Content-Type: application/x-amz-json-1.0", "x-amzn-RequestId: injected"),
                body.getBytes(StandardCharsets.UTF_8));
    }
}
