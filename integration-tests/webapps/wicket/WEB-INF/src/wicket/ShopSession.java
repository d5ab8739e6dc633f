package wicket;

import java.util.ArrayList;
import java.util.List;
import org.apache.wicket.protocol.http.WebSession;
import org.apache.wicket.request.Request;

/** Wicket's own session object, with what all pages share. */
public class ShopSession extends WebSession {
    private static final long serialVersionUID = 1;

    private final List<String> bought = new ArrayList<>();

    public ShopSession(Request request) {
        super(request);
    }

    List<String> bought() {
        return bought;
    }

    static ShopSession current() {
        return (ShopSession) get();
    }
}
