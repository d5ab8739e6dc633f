package io.github.tomcatdynamodb.value;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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

/** Log-ins as Spring Security keeps them, and what belongs to them. */
final class SpringSecurityContents extends LibraryContents {
    @Override
    void fill() {
        springSecurity();
        oauth2();
    }

    static User user() {
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
}
