package io.github.tomcatdynamodb.table;

import io.github.tomcatdynamodb.table.TableException.Kind;
import io.github.tomcatdynamodb.text.Messages;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileProperty;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.StsClientBuilder;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.services.sts.auth.StsWebIdentityTokenFileCredentialsProvider;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * In whose name DynamoDB is called, and in which region. A profile that is named is that one and no
 * other: credentials in the environment would otherwise win, and might be another account's.
 */
final class Account implements AutoCloseable {

    private static final Messages sm = Messages.of(Account.class);

    private final AwsCredentialsProvider credentials;
    private final SdkAutoCloseable closing;
    private final Region region;

    Account(AwsCredentialsProvider credentials, SdkAutoCloseable closing, Region region) {
        this.credentials = credentials;
        this.closing = closing;
        this.region = region;
    }

    /**
     * Finds both.
     *
     * @param http connections for the calls that credentials need; closed by the caller, later
     * @throws TableException if there is no profile of that name
     * @throws software.amazon.awssdk.core.exception.SdkClientException if no region is set or found
     */
    static Account of(TableSettings settings, SdkHttpClient http) {
        Account found = find(settings, http);
        return settings.access().role().map(role -> found.as(role, settings, http)).orElse(found);
    }

    /** Returns the account that a role belongs to, which is assumed in the name of this one. */
    private Account as(Access.Role role, TableSettings settings, SdkHttpClient http) {
        StsClient sts = sts(settings, region, credentials, http);
        StsAssumeRoleCredentialsProvider assumed =
                StsAssumeRoleCredentialsProvider.builder()
                        .stsClient(sts)
                        .refreshRequest(
                                request ->
                                        request.roleArn(role.arn())
                                                .externalId(role.externalId().orElse(null))
                                                .roleSessionName(role.sessionName()))
                        .build();
        return new Account(
                assumed,
                () -> {
                    assumed.close();
                    sts.close();
                    closing.close();
                },
                region);
    }

    private static StsClient sts(
            TableSettings settings,
            Region region,
            AwsCredentialsProvider credentials,
            SdkHttpClient http) {
        StsClientBuilder builder =
                StsClient.builder()
                        .credentialsProvider(credentials)
                        .region(region)
                        .httpClient(http);
        settings.access().fips().ifPresent(builder::fipsEnabled);
        settings.access().dualStack().ifPresent(builder::dualstackEnabled);
        return builder.build();
    }

    /** Returns whether the SDK would come upon a web identity before it finds anything else. */
    private static boolean hasWebIdentity() {
        return SdkSystemSetting.AWS_ACCESS_KEY_ID.getStringValue().isEmpty()
                && SdkSystemSetting.AWS_WEB_IDENTITY_TOKEN_FILE.getStringValue().isPresent()
                && SdkSystemSetting.AWS_ROLE_ARN.getStringValue().isPresent();
    }

    /**
     * Exchanges the web identity, as of a pod on EKS, for credentials: by the region and the way
     * that are set, which the SDK's default chain would not know, and without going on to the role
     * of the instance when that fails.
     */
    private static Account ofWebIdentity(
            TableSettings settings, Region region, SdkHttpClient http) {
        StsClient sts = sts(settings, region, AnonymousCredentialsProvider.create(), http);
        StsWebIdentityTokenFileCredentialsProvider exchanged =
                StsWebIdentityTokenFileCredentialsProvider.builder().stsClient(sts).build();
        return new Account(
                exchanged,
                () -> {
                    exchanged.close();
                    sts.close();
                },
                region);
    }

    private static Account find(TableSettings settings, SdkHttpClient http) {
        if (settings.profile().isEmpty()) {
            Region region =
                    region(settings, Optional.empty(), DefaultAwsRegionProviderChain.builder());
            if (hasWebIdentity()) {
                return ofWebIdentity(settings, region, http);
            }
            DefaultCredentialsProvider found = DefaultCredentialsProvider.builder().build();
            return new Account(found, found, region);
        }
        String name = settings.profile().get();
        Profile profile =
                ProfileFile.defaultProfileFile()
                        .profile(name)
                        .orElseThrow(
                                () ->
                                        new TableException(
                                                Kind.DENIED,
                                                sm.getString("table.noProfile", name),
                                                null));
        Region region =
                region(
                        settings,
                        profile.property(ProfileProperty.REGION),
                        DefaultAwsRegionProviderChain.builder().profileName(name));
        ProfileCredentialsProvider ofProfile = ProfileCredentialsProvider.create(name);
        return new Account(() -> resolve(ofProfile), ofProfile, region);
    }

    /** A profile that needs a module of the SDK which is not there is one without credentials. */
    private static AwsCredentials resolve(ProfileCredentialsProvider provider) {
        try {
            return provider.resolveCredentials();
        } catch (IllegalStateException e) {
            throw SdkClientException.create("no credentials", e);
        }
    }

    private static Region region(
            TableSettings settings,
            Optional<String> ofProfile,
            DefaultAwsRegionProviderChain.Builder otherwise) {
        return settings.region()
                .or(() -> ofProfile)
                .map(Region::of)
                .orElseGet(() -> otherwise.build().getRegion());
    }

    /**
     * Returns the ARN of the caller; empty when the service that knows it does not answer.
     *
     * @param http connections for the call
     */
    Optional<String> caller(TableSettings settings, SdkHttpClient http) {
        try (StsClient sts = sts(settings, region, credentials, http)) {
            return Optional.ofNullable(
                    sts.getCallerIdentity(
                                    request ->
                                            request.overrideConfiguration(
                                                    override ->
                                                            override.apiCallTimeout(
                                                                    settings.attemptTimeout())))
                            .arn());
        } catch (SdkException e) {
            return Optional.empty();
        }
    }

    AwsCredentialsProvider credentials() {
        return credentials;
    }

    Region region() {
        return region;
    }

    /** Ends what the provider does in the background. */
    @Override
    public void close() {
        closing.close();
    }
}
