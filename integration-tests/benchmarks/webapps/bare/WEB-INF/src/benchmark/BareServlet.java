package benchmark;

import io.github.tomcatdynamodb.bundled.software.amazon.awssdk.http.apache5.Apache5HttpClient;
import io.github.tomcatdynamodb.bundled.software.amazon.awssdk.regions.Region;
import io.github.tomcatdynamodb.bundled.software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import io.github.tomcatdynamodb.bundled.software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/**
 * Does what SessionServlet does with the bare calls only: one GetItem, and one PutItem if something
 * is to be changed. It uses the SDK in the store's jar.
 */
public class BareServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    private transient DynamoDbClient client;
    private String table;

    @Override
    public void init() {
        table = getServletContext().getInitParameter("table");
        client =
                DynamoDbClient.builder()
                        .endpointOverride(
                                URI.create(getServletContext().getInitParameter("endpoint")))
                        .region(Region.EU_WEST_1)
                        .httpClientBuilder(Apache5HttpClient.builder().maxConnections(200))
                        .build();
    }

    @Override
    public void destroy() {
        client.close();
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        doGet(request, response);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (request.getParameter("none") != null) {
            response.setContentType("text/plain");
            response.getWriter().print("none");
            return;
        }
        Map<String, AttributeValue> key = Map.of("id", AttributeValue.fromS(cookie(request)));
        Map<String, AttributeValue> item =
                client.getItem(get -> get.tableName(table).key(key)).item();
        if (item.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        int counter = Integer.parseInt(item.get("sess").m().get("counter").n());
        if (request.getParameter("change") != null) {
            counter++;
            client.putItem(put -> put.tableName(table).item(changed(item)));
        }
        response.setContentType("text/plain");
        response.getWriter().print("counter " + counter);
    }

    private static Map<String, AttributeValue> changed(Map<String, AttributeValue> item) {
        Map<String, AttributeValue> session = new HashMap<>(item.get("sess").m());
        int counter = Integer.parseInt(session.get("counter").n()) + 1;
        session.put("counter", AttributeValue.fromN(Integer.toString(counter)));
        Map<String, AttributeValue> changed = new HashMap<>(item);
        changed.put("sess", AttributeValue.fromM(session));
        return changed;
    }

    private static String cookie(HttpServletRequest request) {
        for (Cookie cookie : request.getCookies()) {
            if (cookie.getName().equals("BARE")) {
                return cookie.getValue();
            }
        }
        throw new IllegalArgumentException("no cookie");
    }
}
