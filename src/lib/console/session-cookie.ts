/** The cookie of a signed-in person: an opaque token that the hub can end at once. */
export const sessionCookie = 'raitti_session';
