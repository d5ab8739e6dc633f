package io.github.tomcatdynamodb.table;

import io.github.tomcatdynamodb.table.TableException.Kind;
import io.github.tomcatdynamodb.text.Messages;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
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

    <P extends AwsCredentialsProvider & SdkAutoCloseable> Account(P credentials, Region region) {
        this.credentials = credentials;
        this.closing = credentials;
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
            return new Account(DefaultCredentialsProvider.builder().build(), region);
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
        return new Account(ProfileCredentialsProvider.create(name), region);
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
