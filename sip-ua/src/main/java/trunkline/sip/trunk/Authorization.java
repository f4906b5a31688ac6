package trunkline.sip.trunk;

/**
 * Credentials for one request, ready to be put into it.
 *
 * @param proxy whether the header is Proxy-Authorization
 * @param value of the header; it holds a digest, so it does not belong into a log
 */
public record Authorization(boolean proxy, String value) {

    public String headerName() {
        return proxy ? "Proxy-Authorization" : "Authorization";
    }

    @Override
    public String toString() {
        return headerName() + ": ***";
    }
}
