package faces;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

/** The node that renders the page. */
@Named("system")
@ApplicationScoped
public class SystemBean {
    public String getNode() {
        return System.getProperty("node.name");
    }
}
