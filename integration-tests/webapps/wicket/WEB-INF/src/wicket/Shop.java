package wicket;

import org.apache.wicket.Page;
import org.apache.wicket.Session;
import org.apache.wicket.page.PageManager;
import org.apache.wicket.pageStore.InSessionPageStore;
import org.apache.wicket.pageStore.RequestPageStore;
import org.apache.wicket.protocol.http.WebApplication;
import org.apache.wicket.request.Request;
import org.apache.wicket.request.Response;
import org.apache.wicket.settings.RequestCycleSettings;

/** Keeps its pages in the session, not on the node's disk as Wicket does unless told otherwise. */
public class Shop extends WebApplication {
    private static final int PAGES = 5;

    @Override
    protected void init() {
        super.init();
        getCspSettings().blocking().disabled();
        // Unless told otherwise, the page is made before the redirect and kept by the node, which
        // sends it in answer to the next request for that page, however late that comes.
        getRequestCycleSettings()
                .setRenderStrategy(RequestCycleSettings.RenderStrategy.REDIRECT_TO_RENDER);
        setPageManagerProvider(
                () ->
                        new PageManager(
                                new RequestPageStore(
                                        new InSessionPageStore(
                                                PAGES, getFrameworkSettings().getSerializer()))));
    }

    @Override
    public Class<? extends Page> getHomePage() {
        return CartPage.class;
    }

    @Override
    public Session newSession(Request request, Response response) {
        return new ShopSession(request);
    }
}
