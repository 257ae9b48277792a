/** The demo's people; the password is printed by `npm start`, for it guards nothing but invented lives. */
export const demoUsers = { console: 'yrittaja', courier: 'kuljettaja', orderer: 'tilaaja' } as const;
export const demoPassword = 'raitti-demo';
