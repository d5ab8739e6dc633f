package io.github.tomcatdynamodb.table;

import io.github.tomcatdynamodb.table.TableException.Kind;
import io.github.tomcatdynamodb.text.Messages;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileProperty;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
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
     * @throws TableException if there is no profile of that name
     * @throws software.amazon.awssdk.core.exception.SdkClientException if no region is set or found
     */
    static Account of(TableSettings settings) {
        if (settings.profile().isEmpty()) {
            Region region =
                    region(settings, Optional.empty(), DefaultAwsRegionProviderChain.builder());
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
