package io.github.tomcatdynamodb;

/**
 * The attributes of a {@code <Store>} element. They are strings as they stand in the XML, and are
 * checked together when the store starts: a wrong one stops the web application with a message,
 * instead of being ignored. Each getter returns what was set, or {@code null}.
 */
public abstract class StoreSettings extends AccessSettings {

    StoreSettings() {}

    public String getTableName() {
        return get("tableName");
    }

    /** Sets the name of the table; default {@code sessions}. */
    public void setTableName(String tableName) {
        set("tableName", tableName);
    }

    public String getHashKey() {
        return get("hashKey");
    }

    /** Sets the name of the table's partition key, a string; default {@code id}. */
    public void setHashKey(String hashKey) {
        set("hashKey", hashKey);
    }

    public String getPrefix() {
        return get("prefix");
    }

    /**
     * Sets what every key begins with; default the host, the context with its version, and {@code
     * #}.
     */
    public void setPrefix(String prefix) {
        set("prefix", prefix);
    }

    public String getKeys() {
        return get("keys");
    }

    /**
     * Sets what follows the prefix in a key: {@code hashed}, the SHA-256 hash of the session id, or
     * {@code plain}, the id itself; default {@code hashed}, with an explicit prefix {@code plain}.
     */
    public void setKeys(String keys) {
        set("keys", keys);
    }

    public String getTtlAttribute() {
        return get("ttlAttribute");
    }

    /** Sets the name of the attribute for DynamoDB's time to live; default {@code expires}. */
    public void setTtlAttribute(String ttlAttribute) {
        set("ttlAttribute", ttlAttribute);
    }

    public String getTouchAfter() {
        return get("touchAfter");
    }

    /**
     * Sets how stale the stored last access may become, in seconds, from 0; default the smaller of
     * 3600 and a tenth of the session's timeout, or 14400 for clients that keep the time
     * themselves.
     */
    public void setTouchAfter(String touchAfter) {
        set("touchAfter", touchAfter);
    }

    public String getLastAccess() {
        return get("lastAccess");
    }

    /**
     * Sets {@code record} (default) or {@code cookie}: whether the record alone keeps the time of
     * the last request, or the client too, in a cookie, so that touches may be hours apart.
     */
    public void setLastAccess(String lastAccess) {
        set("lastAccess", lastAccess);
    }

    public String getMaxLifetime() {
        return get("maxLifetime");
    }

    /**
     * Sets after how many seconds a session ends, counted from its creation, however much it is
     * used, from 1; default never. See OWASP's Application Security Verification Standard 5.0, 7.3.
     */
    public void setMaxLifetime(String maxLifetime) {
        set("maxLifetime", maxLifetime);
    }

    public String getReadConsistency() {
        return get("readConsistency");
    }

    /**
     * Sets {@code eventual}, {@code session} (default) or {@code strong}: which reads see every
     * write.
     */
    public void setReadConsistency(String readConsistency) {
        set("readConsistency", readConsistency);
    }

    public String getSessionListing() {
        return get("sessionListing");
    }

    /**
     * Sets {@code none} (default) or {@code scan}: whether Tomcat's Manager application lists the
     * sessions in the table, too.
     */
    public void setSessionListing(String sessionListing) {
        set("sessionListing", sessionListing);
    }

    public String getCreateTable() {
        return get("createTable");
    }

    /** Sets whether a missing table is created, for trying out; default {@code false}. */
    public void setCreateTable(String createTable) {
        set("createTable", createTable);
    }

    public String getReadCapacityUnits() {
        return get("readCapacityUnits");
    }

    /** Sets the provisioned read capacity units of a table that is created; default on-demand. */
    public void setReadCapacityUnits(String readCapacityUnits) {
        set("readCapacityUnits", readCapacityUnits);
    }

    public String getWriteCapacityUnits() {
        return get("writeCapacityUnits");
    }

    /** Sets the provisioned write capacity units of a table that is created; default on-demand. */
    public void setWriteCapacityUnits(String writeCapacityUnits) {
        set("writeCapacityUnits", writeCapacityUnits);
    }

    public String getAttemptTimeout() {
        return get("attemptTimeout");
    }

    /**
     * Sets how long one attempt of a call to DynamoDB may take, in milliseconds, from 1 to 60000;
     * default 1000.
     */
    public void setAttemptTimeout(String attemptTimeout) {
        set("attemptTimeout", attemptTimeout);
    }

    public String getCallTimeout() {
        return get("callTimeout");
    }

    /**
     * Sets how long a call may take with all its attempts, in milliseconds, from 1 to 60000;
     * default 3000.
     */
    public void setCallTimeout(String callTimeout) {
        set("callTimeout", callTimeout);
    }

    public String getMaxAttempts() {
        return get("maxAttempts");
    }

    /** Sets how often a call is tried at most, from 1 to 20; default 12. */
    public void setMaxAttempts(String maxAttempts) {
        set("maxAttempts", maxAttempts);
    }

    public String getRetryMode() {
        return get("retryMode");
    }

    /**
     * Sets {@code standard} (default) or {@code adaptive}: how the SDK tries a call again. Adaptive
     * also lets calls wait on this node while DynamoDB throttles.
     */
    public void setRetryMode(String retryMode) {
        set("retryMode", retryMode);
    }

    public String getSuspendAfter() {
        return get("suspendAfter");
    }

    /**
     * Sets after how many calls without an answer in a row calls fail at once, from 0, which is
     * never, to 1000; default 5.
     */
    public void setSuspendAfter(String suspendAfter) {
        set("suspendAfter", suspendAfter);
    }

    public String getSuspension() {
        return get("suspension");
    }

    /**
     * Sets for how long calls fail at once until one is let through, in milliseconds, from 100 to
     * 60000; default 1000.
     */
    public void setSuspension(String suspension) {
        set("suspension", suspension);
    }

    public String getOnLoadFailure() {
        return get("onLoadFailure");
    }

    /**
     * Sets {@code fail} (default) or {@code newSession}: what a request gets when its session
     * cannot be loaded.
     */
    public void setOnLoadFailure(String onLoadFailure) {
        set("onLoadFailure", onLoadFailure);
    }

    public String getOnSaveFailure() {
        return get("onSaveFailure");
    }

    /**
     * Sets {@code fail} (default) or {@code log}: what a request gets when its session cannot be
     * saved.
     */
    public void setOnSaveFailure(String onSaveFailure) {
        set("onSaveFailure", onSaveFailure);
    }

    public String getPersistAuthentication() {
        return get("persistAuthentication");
    }

    /**
     * Sets whether sessions that are saved with each request keep what the container knows of the
     * user, whatever the Manager says; default {@code true}.
     */
    public void setPersistAuthentication(String persistAuthentication) {
        set("persistAuthentication", persistAuthentication);
    }

    public String getLegacyFormat() {
        return get("legacyFormat");
    }

    /**
     * Sets {@code upgrade} (default) or {@code keep}: what becomes of JSON records of
     * connect-dynamodb.
     */
    public void setLegacyFormat(String legacyFormat) {
        set("legacyFormat", legacyFormat);
    }

    public String getAdmittedClasses() {
        return get("admittedClasses");
    }

    /**
     * Sets a regular expression for classes that are stored although they belong to a family known
     * for deserialization attacks, or are no native types in strict mode; default none.
     */
    public void setAdmittedClasses(String admittedClasses) {
        set("admittedClasses", admittedClasses);
    }

    public String getClasses() {
        return get("classes");
    }

    /**
     * Sets {@code default}, {@code report} or {@code strict}: what becomes of classes that are
     * neither native types nor named in {@code admittedClasses}.
     */
    public void setClasses(String classes) {
        set("classes", classes);
    }

    public String getLimits() {
        return get("limits");
    }

    /** Sets what a stored value may make of itself, in the form of {@code jdk.serialFilter}. */
    public void setLimits(String limits) {
        set("limits", limits);
    }

    public String getSeal() {
        return get("seal");
    }

    /** Sets {@code off} (default), {@code sign} or {@code encrypt}: how values are sealed. */
    public void setSeal(String seal) {
        set("seal", seal);
    }

    public String getSealKeys() {
        return get("sealKeys");
    }

    /** Sets where the keys are: {@code file:path}, {@code env:NAME} or {@code property:name}. */
    public void setSealKeys(String sealKeys) {
        set("sealKeys", sealKeys);
    }

    public String getAcceptUnsealed() {
        return get("acceptUnsealed");
    }

    /** Sets whether values without a seal are read, too; default {@code false}. */
    public void setAcceptUnsealed(String acceptUnsealed) {
        set("acceptUnsealed", acceptUnsealed);
    }

    public String getPlainAttributes() {
        return get("plainAttributes");
    }

    /** Sets the names of attributes that are not encrypted, separated by commas; default none. */
    public void setPlainAttributes(String plainAttributes) {
        set("plainAttributes", plainAttributes);
    }

    public String getLargeAttributeSize() {
        return get("largeAttributeSize");
    }

    /**
     * Sets of more bytes than how many, as stored, an attribute stands in items of its own; default
     * 16384; 0 for never.
     */
    public void setLargeAttributeSize(String largeAttributeSize) {
        set("largeAttributeSize", largeAttributeSize);
    }

    public String getLargeAttributeCache() {
        return get("largeAttributeCache");
    }

    /** Sets how many bytes of such attributes a node remembers; default 16777216. */
    public void setLargeAttributeCache(String largeAttributeCache) {
        set("largeAttributeCache", largeAttributeCache);
    }

    public String getMaxSessionSize() {
        return get("maxSessionSize");
    }

    /** Sets how many bytes a session's attributes may take, as stored; default 10485760. */
    public void setMaxSessionSize(String maxSessionSize) {
        set("maxSessionSize", maxSessionSize);
    }

    public String getSpecialKeys() {
        return get("specialKeys");
    }

    /**
     * Sets the session attributes that are copied beside the session, with the type of the copy, as
     * in {@code userId:S,accountNo:N}; default none.
     */
    public void setSpecialKeys(String specialKeys) {
        set("specialKeys", specialKeys);
    }

    public String getRequireSpecialKeys() {
        return get("requireSpecialKeys");
    }

    /** Sets whether a session without all special keys is refused; default {@code false}. */
    public void setRequireSpecialKeys(String requireSpecialKeys) {
        set("requireSpecialKeys", requireSpecialKeys);
    }

    public String getExpressCompatible() {
        return get("expressCompatible");
    }

    /**
     * Sets whether records carry the cookie that express-session insists on; default {@code false}.
     */
    public void setExpressCompatible(String expressCompatible) {
        set("expressCompatible", expressCompatible);
    }
}
