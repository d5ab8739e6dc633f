package io.github.tomcatdynamodb.value;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.google.common.collect.ArrayListMultimap;
import com.google.common.collect.EvictingQueue;
import com.google.common.collect.HashBasedTable;
import com.google.common.collect.HashBiMap;
import com.google.common.collect.HashMultimap;
import com.google.common.collect.ImmutableBiMap;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableMultiset;
import com.google.common.collect.ImmutableRangeSet;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSetMultimap;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.ImmutableTable;
import com.google.common.collect.LinkedHashMultimap;
import com.google.common.collect.LinkedHashMultiset;
import com.google.common.collect.Lists;
import com.google.common.collect.MultimapBuilder;
import com.google.common.collect.Multimaps;
import com.google.common.collect.Ordering;
import com.google.common.collect.Range;
import com.google.common.collect.Sets;
import com.google.common.collect.TreeMultimap;
import com.google.common.collect.TreeMultiset;
import com.google.common.primitives.ImmutableIntArray;
import com.google.common.primitives.Ints;
import io.github.tomcatdynamodb.value.Samples.Cart;
import io.github.tomcatdynamodb.value.Samples.Colour;
import io.github.tomcatdynamodb.value.Samples.Item;
import io.github.tomcatdynamodb.value.Samples.Money;
import jakarta.servlet.http.Cookie;
import java.io.Serializable;
import java.lang.reflect.Constructor;
import java.security.Principal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import kotlin.LazyKt;
import kotlin.Pair;
import kotlin.Triple;
import kotlin.collections.CollectionsKt;
import kotlin.collections.MapsKt;
import kotlin.collections.SetsKt;
import kotlin.text.Regex;
import org.apache.catalina.authenticator.SavedRequest;
import org.apache.catalina.filters.CsrfPreventionFilter;
import org.apache.catalina.realm.GenericPrincipal;
import org.apache.tomcat.util.buf.ByteChunk;
import org.hibernate.collection.spi.PersistentBag;
import org.hibernate.collection.spi.PersistentIdentifierBag;
import org.hibernate.collection.spi.PersistentList;
import org.hibernate.collection.spi.PersistentMap;
import org.hibernate.collection.spi.PersistentSet;
import org.hibernate.collection.spi.PersistentSortedMap;
import org.hibernate.collection.spi.PersistentSortedSet;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.joda.time.DateTime;
import org.joda.time.DateTimeZone;
import org.joda.time.Interval;
import org.joda.time.MutableDateTime;
import org.joda.time.Period;
import org.joda.time.YearMonth;
import org.joda.time.chrono.BuddhistChronology;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.RememberMeAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.core.session.SessionInformation;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.OidcUserInfo;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUserAuthority;
import org.springframework.security.oauth2.core.user.DefaultOAuth2User;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.security.web.authentication.switchuser.SwitchUserGrantedAuthority;
import org.springframework.security.web.csrf.DefaultCsrfToken;
import org.springframework.security.web.savedrequest.DefaultSavedRequest;
import org.springframework.util.LinkedCaseInsensitiveMap;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.context.request.DestructionCallbackBindingListener;

/** What libraries that are widely used put into sessions, made by those libraries. */
final class RealContents {

    /**
     * A value.
     *
     * @param asked what it is good for: must be answered as the value from FileStore answers it
     */
    record Content(String library, String name, Object value, Function<Object, ?> asked) {
        @Override
        public String toString() {
            return library + ": " + name;
        }
    }

    private static final SharedSessionContractImplementor DETACHED = null;

    private final List<Content> contents = new ArrayList<>();

    private RealContents() {}

    static List<Content> all() throws Exception {
        RealContents all = new RealContents();
        all.tomcat();
        all.springSecurity();
        all.oauth2();
        all.spring();
        all.guavaImmutable();
        all.guavaMutable();
        all.joda();
        all.jackson();
        all.hibernate();
        all.kotlin();
        all.mixtures();
        return all.contents;
    }

    private void add(String library, String name, Object value) {
        contents.add(new Content(library, name, value, null));
    }

    @SuppressWarnings("unchecked")
    private <T> void add(String library, String name, T value, Function<? super T, ?> asked) {
        contents.add(new Content(library, name, value, (Function<Object, ?>) asked));
    }

    // ---- Tomcat

    private void tomcat() throws Exception {
        String library = "Tomcat";
        add(library, "CSRF nonces, none", Nonces.of(5), cache -> Nonces.known(cache, "n1"));
        add(
                library,
                "CSRF nonces",
                Nonces.of(5, "n1", "n2", "n3"),
                cache -> Nonces.known(cache, "n1", "n3", "n4"));
        add(
                library,
                "CSRF nonces, more than it keeps",
                Nonces.of(2, "n1", "n2", "n3"),
                cache -> Nonces.known(cache, "n1", "n2", "n3"));
        add(
                library,
                "CSRF nonces, used on",
                Nonces.of(2, "n1", "n2"),
                cache -> Nonces.known(Nonces.add(cache, "n3"), "n1", "n2", "n3"));

        Class<?> crawler =
                Class.forName(
                        "org.apache.catalina.valves.CrawlerSessionManagerValve"
                                + "$CrawlerHttpSessionBindingListener");
        Constructor<?> constructor = crawler.getDeclaredConstructor(Map.class, String.class);
        constructor.setAccessible(true);
        Map<String, String> sessions = new ConcurrentHashMap<>(Map.of("10.0.0.1", "AB12"));
        add(library, "crawler's session", constructor.newInstance(sessions, "10.0.0.1"));

        SavedRequest saved = new SavedRequest();
        saved.setMethod("POST");
        saved.setRequestURI("/shop/order");
        saved.setDecodedRequestURI("/shop/order");
        saved.setQueryString("a=1");
        saved.setContentType("application/x-www-form-urlencoded");
        saved.setOriginalMaxInactiveInterval(1800);
        saved.addHeader("accept", "text/html");
        saved.addHeader("accept", "*/*");
        saved.addLocale(Locale.GERMANY);
        Cookie cookie = new Cookie("theme", "dark");
        cookie.setPath("/shop");
        cookie.setAttribute("SameSite", "Lax");
        saved.addCookie(cookie);
        ByteChunk body = new ByteChunk();
        body.append("article=book".getBytes(), 0, 12);
        saved.setBody(body);
        add(
                library,
                "saved request",
                saved,
                request ->
                        List.of(
                                request.getBody().toString(),
                                request.getCookies().next().getAttribute("SameSite"),
                                Collections.list(
                                        Collections.enumeration(
                                                Lists.newArrayList(
                                                        request.getHeaderValues("accept")))),
                                request.getLocales().next()));

        Function<GenericPrincipal, Object> principal =
                user ->
                        List.of(
                                user.getName(),
                                user.hasRole("admin"),
                                user.hasRole("other"),
                                user.getUserPrincipal().getName());
        add(library, "principal", new GenericPrincipal("ann", List.of("admin", "user")), principal);
        add(
                library,
                "principal of a login module",
                new GenericPrincipal("ann", List.of("admin"), new ModulePrincipal("cn=ann")),
                principal);
        add(
                library,
                "principal with attributes",
                new GenericPrincipal("ann", List.of("admin"), null, null, null, Map.of("n", 1L)),
                user -> user.getAttribute("n"));
    }

    /** Gets at the cache that is the filter's own business. */
    private static final class Nonces extends CsrfPreventionFilter {
        static Object of(int size, String... nonces) {
            Object cache = new LruCache<String>(size);
            for (String nonce : nonces) {
                add(cache, nonce);
            }
            return cache;
        }

        @SuppressWarnings("unchecked")
        static Object add(Object cache, String nonce) {
            ((NonceCache<String>) cache).add(nonce);
            return cache;
        }

        @SuppressWarnings("unchecked")
        static List<Boolean> known(Object cache, String... nonces) {
            List<Boolean> known = new ArrayList<>();
            for (String nonce : nonces) {
                known.add(((NonceCache<String>) cache).contains(nonce));
            }
            return known;
        }
    }

    private record ModulePrincipal(String getName) implements Principal, Serializable {}

    // ---- Spring

    private static User user() {
        return new User(
                "ann",
                "{bcrypt}$2a$10$hash",
                AuthorityUtils.createAuthorityList("ROLE_USER", "ROLE_ADMIN", "read"));
    }

    /** As {@code HttpSessionSecurityContextRepository} puts it into the session. */
    private void addContext(String name, Authentication authentication) {
        add(
                "Spring Security",
                name,
                new SecurityContextImpl(authentication),
                (SecurityContext context) -> {
                    Authentication back = context.getAuthentication();
                    return List.of(
                            back.getName(),
                            back.isAuthenticated(),
                            back.getAuthorities().stream()
                                    .map(GrantedAuthority::getAuthority)
                                    .toList(),
                            String.valueOf(back.getDetails()));
                });
    }

    private void springSecurity() {
        List<GrantedAuthority> authorities =
                AuthorityUtils.createAuthorityList("ROLE_USER", "ROLE_ADMIN");
        WebAuthenticationDetails details = new WebAuthenticationDetails("10.0.0.1", "AB12");
        UsernamePasswordAuthenticationToken password =
                UsernamePasswordAuthenticationToken.authenticated(
                        user(), null, user().getAuthorities());
        password.setDetails(details);
        addContext("user and password", password);
        UsernamePasswordAuthenticationToken unauthenticated =
                UsernamePasswordAuthenticationToken.unauthenticated("ann", "secret");
        addContext("not yet authenticated", unauthenticated);
        RememberMeAuthenticationToken remembered =
                new RememberMeAuthenticationToken("key", user(), authorities);
        remembered.setDetails(details);
        addContext("remembered", remembered);
        PreAuthenticatedAuthenticationToken pre =
                new PreAuthenticatedAuthenticationToken(user(), "N/A", authorities);
        pre.setDetails(details);
        addContext("authenticated elsewhere", pre);
        addContext("anonymous", new AnonymousAuthenticationToken("key", "nobody", authorities));
        UsernamePasswordAuthenticationToken switched =
                UsernamePasswordAuthenticationToken.authenticated(
                        new User("bob", "", List.of()),
                        null,
                        List.of(new SwitchUserGrantedAuthority("ROLE_PREVIOUS", password)));
        addContext("switched user", switched);
        add("Spring Security", "empty context", new SecurityContextImpl());
        add("Spring Security", "user", user());
        add(
                "Spring Security",
                "CSRF token",
                new DefaultCsrfToken("X-CSRF-TOKEN", "_csrf", "4bfd1575-3ad1"),
                token -> token.getHeaderName() + token.getParameterName() + token.getToken());
        add(
                "Spring Security",
                "last exception",
                new BadCredentialsException("Bad credentials", new IllegalStateException("why")),
                e -> e.getMessage() + e.getCause());
        add(
                "Spring Security",
                "saved request",
                new DefaultSavedRequest.Builder()
                        .setScheme("https")
                        .setServerName("shop.example")
                        .setServerPort(443)
                        .setMethod("GET")
                        .setContextPath("/shop")
                        .setRequestURI("/shop/order")
                        .setRequestURL("https://shop.example/shop/order")
                        .setServletPath("/order")
                        .setQueryString("a=1")
                        .setHeaders(new TreeMap<>(Map.of("accept", List.of("text/html", "*/*"))))
                        .setParameters(new TreeMap<>(Map.of("a", new String[] {"1"})))
                        .setLocales(List.of(Locale.GERMANY, Locale.ROOT))
                        .build(),
                DefaultSavedRequest::getRedirectUrl);
        add(
                "Spring Security",
                "session information",
                new SessionInformation(user(), "AB12", new java.util.Date(1_700_000_000_000L)),
                information -> information.getSessionId() + information.isExpired());
    }

    private static ClientRegistration registration() {
        return ClientRegistration.withRegistrationId("github")
                .clientId("id")
                .clientSecret("secret")
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri("{baseUrl}/login/oauth2/code/{registrationId}")
                .authorizationUri("https://idp.example/authorize")
                .tokenUri("https://idp.example/token")
                .userInfoUri("https://idp.example/user")
                .userNameAttributeName("sub")
                .scope("openid", "profile")
                .build();
    }

    private void oauth2() {
        Instant now = Instant.ofEpochSecond(1_700_000_000, 123_456_789);
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("sub", "12345");
        attributes.put("login", "ann");
        attributes.put("id", 4711);
        attributes.put("emails", new ArrayList<>(List.of("ann@shop.example")));
        DefaultOAuth2User user =
                new DefaultOAuth2User(
                        List.of(new SimpleGrantedAuthority("SCOPE_profile")), attributes, "login");
        addContext("OAuth 2", new OAuth2AuthenticationToken(user, user.getAuthorities(), "github"));

        OidcIdToken id =
                new OidcIdToken(
                        "eyJhbGciOi.JSUzI1NiJ9",
                        now,
                        now.plusSeconds(3600),
                        Map.of("sub", "12345", "aud", List.of("id"), "iat", now));
        OidcUserInfo info = new OidcUserInfo(Map.of("email", "ann@shop.example"));
        DefaultOidcUser oidc =
                new DefaultOidcUser(
                        Set.of(new OidcUserAuthority(id, info), new SimpleGrantedAuthority("x")),
                        id,
                        info);
        addContext(
                "OpenID Connect",
                new OAuth2AuthenticationToken(oidc, oidc.getAuthorities(), "keycloak"));
        OAuth2AccessToken access =
                new OAuth2AccessToken(
                        OAuth2AccessToken.TokenType.BEARER,
                        "token",
                        now,
                        now.plusSeconds(60),
                        Set.of("openid", "profile"));
        Map<String, OAuth2AuthorizedClient> clients = new HashMap<>();
        clients.put(
                "github",
                new OAuth2AuthorizedClient(
                        registration(), "ann", access, new OAuth2RefreshToken("refresh", now)));
        add(
                "Spring Security",
                "authorized clients",
                clients,
                map -> {
                    OAuth2AuthorizedClient client = map.get("github");
                    return List.of(
                            client.getClientRegistration().getScopes(),
                            client.getClientRegistration().getProviderDetails().getTokenUri(),
                            client.getAccessToken().getScopes(),
                            client.getAccessToken().getExpiresAt(),
                            client.getRefreshToken().getTokenValue());
                });
        add(
                "Spring Security",
                "authorization request",
                OAuth2AuthorizationRequest.authorizationCode()
                        .authorizationUri("https://idp.example/authorize")
                        .clientId("id")
                        .redirectUri("https://shop.example/back")
                        .scopes(Set.of("openid"))
                        .state("state=")
                        .attributes(map -> map.put("registration_id", "github"))
                        .additionalParameters(map -> map.put("nonce", "n"))
                        .build(),
                request ->
                        List.of(
                                request.getAuthorizationRequestUri(),
                                request.getState(),
                                request.getAttributes(),
                                request.getGrantType()));
        add(
                "Spring Security",
                "OAuth 2 exception",
                new OAuth2AuthenticationException("invalid_token"),
                e -> e.getError().getErrorCode());
    }

    /** What a session-scoped bean is asked to do at its end; nothing, here. */
    private static final class Destruction implements Runnable, Serializable {
        private final Cart bean = cart();

        @Override
        public void run() {
            bean.toString();
        }
    }

    private static Cart cart() {
        Cart cart = new Cart();
        cart.owner = "ann";
        return cart.add(new Item("book", 2, new Money("9.90", "EUR")))
                .add(new Item("lamp", 1, new Money("20.00", "EUR")));
    }

    private void spring() {
        add("Spring", "session-scoped bean", cart());
        add(
                "Spring",
                "destruction of a session-scoped bean",
                new DestructionCallbackBindingListener(new Destruction()));
        LinkedMultiValueMap<String, Object> multi = new LinkedMultiValueMap<>();
        multi.add("a", 1);
        multi.add("a", "two");
        add("Spring", "LinkedMultiValueMap", multi);
        LinkedCaseInsensitiveMap<Object> insensitive = new LinkedCaseInsensitiveMap<>();
        insensitive.put("Name", "ann");
        insensitive.put("AGE", 7);
        add(
                "Spring",
                "LinkedCaseInsensitiveMap",
                insensitive,
                map -> List.of(map.get("NAME"), map.get("age"), map.keySet().toString()));
        HttpHeaders headers = new HttpHeaders();
        headers.add("Accept", "text/html");
        add("Spring", "HttpHeaders", headers, map -> map.getFirst("ACCEPT"));
    }

    // ---- Guava

    private void guavaImmutable() {
        String library = "Guava";
        add(library, "ImmutableList, empty", ImmutableList.of());
        add(library, "ImmutableList, 1", ImmutableList.of("a"));
        add(library, "ImmutableList", ImmutableList.of("a", 2, 3L, Colour.GREEN));
        add(library, "ImmutableList, reversed", ImmutableList.of("a", "b", "c").reverse());
        add(library, "ImmutableList, part", ImmutableList.of("a", "b", "c").subList(1, 3));
        add(library, "ImmutableSet, empty", ImmutableSet.of());
        add(library, "ImmutableSet, 1", ImmutableSet.of("a"));
        add(library, "ImmutableSet", ImmutableSet.of("z", "a", "m"));
        add(library, "ImmutableSet of enums", Sets.immutableEnumSet(Colour.GREEN));
        add(library, "ImmutableMap, empty", ImmutableMap.of());
        add(library, "ImmutableMap", ImmutableMap.of("z", 1, "a", 2));
        add(library, "ImmutableMap of beans", ImmutableMap.of(7L, cart()));
        add(library, "ImmutableMap, keys", ImmutableMap.of("z", 1, "a", 2).keySet());
        add(library, "ImmutableMap, values", ImmutableMap.of("z", 1, "a", 2).values());
        add(library, "ImmutableBiMap", ImmutableBiMap.of("z", 1, "a", 2), m -> m.inverse().get(1));
        add(library, "ImmutableSortedSet", ImmutableSortedSet.of("b", "a"));
        add(
                library,
                "ImmutableSortedSet, backwards",
                ImmutableSortedSet.copyOf(Ordering.natural().reverse(), List.of("a", "b")),
                set -> List.copyOf(set));
        add(library, "ImmutableSortedMap", ImmutableSortedMap.of("b", 1, "a", 2));
        add(
                library,
                "ImmutableListMultimap",
                ImmutableListMultimap.of("a", 1, "b", 2, "a", 1),
                map -> map.get("a"));
        add(
                library,
                "ImmutableSetMultimap",
                ImmutableSetMultimap.of("a", 1, "b", 2, "a", 3),
                map -> map.inverse().get(3));
        add(library, "ImmutableMultiset", ImmutableMultiset.of("a", "b", "a"), m -> m.count("a"));
        add(library, "ImmutableTable", ImmutableTable.of("r", "c", 1), t -> t.get("r", "c"));
        add(library, "ImmutableIntArray", ImmutableIntArray.of(1, 2));
        add(library, "ImmutableRangeSet", ImmutableRangeSet.of(Range.closed(1, 5)));
        add(library, "Range", Range.closedOpen("a", "k"), range -> range.contains("j"));
        add(library, "Optional", com.google.common.base.Optional.of("a"));
        add(library, "Optional, absent", com.google.common.base.Optional.absent());
    }

    private void guavaMutable() {
        String library = "Guava";
        ArrayListMultimap<String, Object> lists = ArrayListMultimap.create();
        lists.put("a", 1);
        lists.put("a", 1);
        lists.put("b", "x");
        add(library, "ArrayListMultimap", lists, map -> map.get("a"));
        add(
                library,
                "ArrayListMultimap, used on",
                ArrayListMultimap.<String, String>create(),
                map -> map.put("new", "value") && map.containsEntry("new", "value"));
        HashMultimap<String, Integer> sets = HashMultimap.create();
        sets.put("a", 1);
        sets.put("a", 2);
        add(library, "HashMultimap", sets, map -> map.get("a"));
        LinkedHashMultimap<String, Integer> linked = LinkedHashMultimap.create();
        linked.put("z", 1);
        linked.put("a", 2);
        linked.put("z", 0);
        add(library, "LinkedHashMultimap", linked, map -> List.copyOf(map.entries()));
        add(library, "TreeMultimap", TreeMultimap.create(linked), map -> map.get("z"));
        add(
                library,
                "MultimapBuilder's",
                MultimapBuilder.treeKeys().arrayListValues().build(linked),
                map -> map.get("z"));
        add(library, "multimap, synchronized", Multimaps.synchronizedListMultimap(lists));
        add(library, "multimap, unmodifiable", Multimaps.unmodifiableListMultimap(lists));
        HashBiMap<String, Integer> both = HashBiMap.create();
        both.put("z", 1);
        both.put("a", 2);
        add(library, "HashBiMap", both, map -> map.inverse().get(2));
        HashBasedTable<String, Integer, String> table = HashBasedTable.create();
        table.put("r", 1, "x");
        table.put("s", 2, "y");
        add(library, "HashBasedTable", table, t -> t.column(2));
        add(library, "LinkedHashMultiset", LinkedHashMultiset.create(List.of("b", "a", "b")));
        add(library, "TreeMultiset", TreeMultiset.create(List.of("b", "a", "b")));
        EvictingQueue<String> last = EvictingQueue.create(2);
        last.addAll(List.of("a", "b", "c"));
        add(
                library,
                "EvictingQueue",
                last,
                queue -> queue.add("d") ? List.copyOf(queue) : List.of());
        add(library, "Ints.asList", Ints.asList(1, 2, 3));
        add(library, "Lists.reverse of copy", new ArrayList<>(Lists.reverse(List.of(1, 2))));
        add(library, "Ordering", Ordering.natural().nullsFirst());
        add(library, "TreeMap by Ordering", byOrdering(), map -> List.copyOf(map.keySet()));
    }

    private static TreeMap<String, Integer> byOrdering() {
        TreeMap<String, Integer> map = new TreeMap<>(Ordering.natural().reverse());
        map.put("a", 1);
        map.put("b", 2);
        return map;
    }

    // ---- Joda

    private void joda() {
        String library = "Joda-Time";
        DateTimeZone zone = DateTimeZone.forID("Europe/Berlin");
        DateTime time = new DateTime(1_700_000_000_123L, zone);
        add(library, "DateTime", time, DateTime::toString);
        add(library, "DateTime, UTC", time.withZone(DateTimeZone.UTC), DateTime::toString);
        add(library, "DateTime, offset", time.withZone(DateTimeZone.forOffsetHours(5)));
        add(library, "DateTime, Buddhist", time.withChronology(BuddhistChronology.getInstance()));
        add(library, "MutableDateTime", new MutableDateTime(time), MutableDateTime::toString);
        add(library, "LocalDate", new org.joda.time.LocalDate(2026, 2, 28));
        add(library, "LocalTime", new org.joda.time.LocalTime(23, 59));
        add(library, "LocalDateTime", new org.joda.time.LocalDateTime(2026, 2, 28, 1, 2));
        add(library, "Instant", new org.joda.time.Instant(1L));
        add(library, "Duration", org.joda.time.Duration.standardDays(3));
        add(library, "Period", Period.parse("P1Y2M3DT4H"));
        add(library, "Interval", new Interval(time, time.plusDays(1)));
        add(library, "YearMonth", new YearMonth(2026, 2));
        add(library, "zone", zone, id -> id.getOffset(0));
    }

    // ---- JSON

    private void jackson() {
        String library = "Jackson";
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode object = mapper.createObjectNode();
        object.put("z", "text").put("a", 1).put("long", 1L << 40).put("half", 0.5).putNull("no");
        object.put("big", new java.math.BigDecimal("1.10")).put("yes", true);
        object.put("bytes", new byte[] {1, 2});
        object.putArray("list").add(1).add("two").addObject().put("deep", true);
        ArrayNode array = mapper.createArrayNode().add(1).add(object);
        add(library, "ObjectNode", object, node -> node.toString() + node.get("list").get(1));
        add(library, "ObjectNode, empty", mapper.createObjectNode());
        add(library, "ArrayNode", array, node -> node.toString());
        add(library, "TextNode", new TextNode("a\uD800"), node -> node.textValue());
        add(library, "IntNode", mapper.getNodeFactory().numberNode(7), node -> node.intValue());
        add(library, "map of nodes", new HashMap<>(Map.of("a", object, "b", array)));
    }

    // ---- Hibernate

    /** A detached entity as Hibernate leaves it: its collections are Hibernate's. */
    private static final class Customer implements Serializable {
        private final Long id = 7L;
        private final java.util.Collection<Item> orders =
                new PersistentBag<>(DETACHED, new ArrayList<>(cart().items));
        private final Set<String> labels =
                new PersistentSet<>(DETACHED, new HashSet<>(Set.of("vip", "new")));
        private final Map<String, Money> balances =
                new PersistentMap<>(
                        DETACHED, new HashMap<>(Map.of("EUR", new Money("1.50", "EUR"))));
        private Customer referrer;

        @Override
        public String toString() {
            return id
                    + " "
                    + List.copyOf(orders).size()
                    + labels
                    + balances.get("EUR")
                    + List.copyOf(balances.keySet())
                    + referrer;
        }
    }

    private void hibernate() {
        String library = "Hibernate";
        PersistentBag<Object> bag =
                new PersistentBag<>(DETACHED, new ArrayList<>(List.of("a", "b", "a")));
        add(library, "PersistentBag", bag, b -> List.of(b.toArray()));
        PersistentBag<Object> known =
                new PersistentBag<>(DETACHED, new ArrayList<>(List.of("a", "b")));
        known.setSnapshot(7L, "shop.Customer.orders", new ArrayList<>(List.of("a", "b")));
        add(
                library,
                "PersistentBag with key and snapshot",
                known,
                b -> List.of(b.getKey(), b.getRole(), b.getStoredSnapshot(), b.isDirty()));
        PersistentBag<Object> dirty =
                new PersistentBag<>(DETACHED, new ArrayList<>(List.of("a", "b")));
        dirty.dirty();
        add(library, "PersistentBag, changed", dirty, b -> b.isDirty());
        add(
                library,
                "PersistentBag, not initialized",
                new PersistentBag<>(DETACHED),
                b -> b.wasInitialized());
        add(library, "PersistentList", new PersistentList<>(DETACHED, new ArrayList<>(List.of(1))));
        add(
                library,
                "PersistentSet",
                new PersistentSet<>(DETACHED, new HashSet<>(Set.of("a", "b"))),
                set -> set.contains("a"));
        add(
                library,
                "PersistentMap",
                new PersistentMap<>(DETACHED, new HashMap<>(Map.of("a", 1, "b", 2))),
                map -> map.get("a"));
        add(
                library,
                "PersistentSortedSet",
                new PersistentSortedSet<>(DETACHED, new TreeSet<>(Set.of("b", "a"))),
                set -> set.first());
        add(
                library,
                "PersistentSortedMap",
                new PersistentSortedMap<>(DETACHED, new TreeMap<>(Map.of("b", 1, "a", 2))),
                map -> map.firstKey());
        add(
                library,
                "PersistentIdentifierBag",
                new PersistentIdentifierBag<>(DETACHED, new ArrayList<>(List.of("a"))),
                b -> b.get(0));
        Customer customer = new Customer();
        customer.referrer = new Customer();
        add(library, "detached entity", customer, Customer::toString);
    }

    // ---- Kotlin

    private void kotlin() {
        String library = "Kotlin";
        add(library, "data class Pair", new Pair<>("a", 1), pair -> pair.component2());
        add(library, "data class Triple", new Triple<>("a", 1L, null), Triple::toString);
        add(library, "data class holding beans", new Pair<>(cart(), List.of(new Pair<>(1, 2))));
        add(library, "emptyList()", CollectionsKt.emptyList());
        add(library, "emptyMap()", MapsKt.emptyMap());
        add(library, "emptySet()", SetsKt.emptySet());
        add(library, "listOf(1)", CollectionsKt.listOf(1));
        add(library, "listOf(1, 2)", CollectionsKt.<Object>listOf(1, "b"));
        add(library, "mutableListOf(1)", CollectionsKt.<Object>mutableListOf(1, "b"));
        add(library, "mapOf(a to 1)", MapsKt.mapOf(new Pair<>("a", 1)));
        Map<String, Integer> builder = MapsKt.createMapBuilder();
        builder.put("z", 1);
        builder.put("a", 2);
        add(library, "buildMap", MapsKt.build(builder));
        List<Object> list = CollectionsKt.createListBuilder();
        list.add("z");
        list.add(2);
        add(library, "buildList", CollectionsKt.build(list));
        add(library, "lazyOf", LazyKt.lazyOf("x"), lazy -> lazy.getValue());
        add(library, "lazy", LazyKt.lazy(() -> "computed"), lazy -> lazy.getValue());
        add(library, "Regex", new Regex("a+"), regex -> regex.matches("aaa"));
    }

    // ---- Together

    private void mixtures() {
        Map<String, Object> wizard = new LinkedHashMap<>();
        Pair<String, Integer> shared = new Pair<>("shared", 1);
        wizard.put("first", shared);
        wizard.put("again", ImmutableList.of(shared, "x"));
        wizard.put("when", new org.joda.time.LocalDate(2026, 1, 1));
        wizard.put("cart", cart());
        add(
                "together",
                "one object in a bean's, Guava's and a JDK map",
                wizard,
                map -> map.get("first") == ((List<?>) map.get("again")).get(0));
        add(
                "together",
                "list of dates",
                new ArrayList<>(List.of(new DateTime(0, DateTimeZone.UTC))));
        add("together", "array of users", new User[] {user(), user()});
    }
}
