package trunkline.gateway.account.planted;

import com.nimbusds.jose.JWSObject;

record KnowsNimbus(JWSObject token) {}
