package io.github.tomcatdynamodb;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.catalina.session.StoreBase;

/**
 * The attributes of a {@code <Store>} element that say in whose name and by which way DynamoDB is
 * called; {@link StoreSettings} has the others.
 */
abstract class AccessSettings extends StoreBase {

    private final Map<String, String> settings = new LinkedHashMap<>();

    AccessSettings() {}

    /** Returns everything that was set, by name. */
    Map<String, String> settings() {
        return Collections.unmodifiableMap(settings);
    }

    final String get(String name) {
        return settings.get(name);
    }

    final void set(String name, String value) {
        settings.put(name, value);
    }

    public String getRegion() {
        return get("region");
    }

    /** Sets the AWS region; default the one of the SDK's default chain. */
    public void setRegion(String region) {
        set("region", region);
    }

    public String getEndpoint() {
        return get("endpoint");
    }

    /** Sets the URL of another endpoint than the region's, for example of DynamoDB Local. */
    public void setEndpoint(String endpoint) {
        set("endpoint", endpoint);
    }

    public String getProfile() {
        return get("profile");
    }

    /** Sets the profile of the AWS configuration files; default the SDK's default chain. */
    public void setProfile(String profile) {
        set("profile", profile);
    }

    public String getRoleArn() {
        return get("roleArn");
    }

    /** Sets the ARN of a role that is assumed with the credentials that are found; default none. */
    public void setRoleArn(String roleArn) {
        set("roleArn", roleArn);
    }

    public String getExternalId() {
        return get("externalId");
    }

    /** Sets what the trust policy of that role asks for; default nothing. */
    public void setExternalId(String externalId) {
        set("externalId", externalId);
    }

    public String getRoleSessionName() {
        return get("roleSessionName");
    }

    /**
     * Sets what the sessions of that role are called in CloudTrail; default {@code
     * tomcat-dynamodb-store}.
     */
    public void setRoleSessionName(String roleSessionName) {
        set("roleSessionName", roleSessionName);
    }

    public String getFips() {
        return get("fips");
    }

    /** Sets whether endpoints validated by FIPS 140 are called; default the SDK's default chain. */
    public void setFips(String fips) {
        set("fips", fips);
    }

    public String getDualStack() {
        return get("dualStack");
    }

    /**
     * Sets whether endpoints with addresses of IPv6, too, are called; default the SDK's default
     * chain.
     */
    public void setDualStack(String dualStack) {
        set("dualStack", dualStack);
    }

    public String getProxy() {
        return get("proxy");
    }

    /** Sets the URL of the HTTP proxy that calls go through; default the SDK's default chain. */
    public void setProxy(String proxy) {
        set("proxy", proxy);
    }

    public String getAccountEndpoints() {
        return get("accountEndpoints");
    }

    /**
     * Sets whether endpoints of the account are called: {@code preferred}, {@code disabled}, or
     * {@code required}; default the SDK's default chain.
     */
    public void setAccountEndpoints(String accountEndpoints) {
        set("accountEndpoints", accountEndpoints);
    }

    public String getMaxConnections() {
        return get("maxConnections");
    }

    /** Sets how many connections to DynamoDB are open at most, from 1 to 10000; default 200. */
    public void setMaxConnections(String maxConnections) {
        set("maxConnections", maxConnections);
    }

    public String getClientName() {
        return get("clientName");
    }

    /**
     * Sets the name of a global resource of the server that is a client of DynamoDB, to be used in
     * the place of one that the store makes; default none.
     */
    public void setClientName(String clientName) {
        set("clientName", clientName);
    }

    /**
     * Takes an attribute that is no property of this class, to be reported at start. Called by
     * Tomcat.
     *
     * @return always {@code true}: Tomcat's own warning would be one among many
     */
    public boolean setProperty(String name, String value) {
        set(name, value);
        return true;
    }
}
