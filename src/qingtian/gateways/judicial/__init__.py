"""Police, procuratorate and court (两法衔接): a signed package goes out, a signed answer comes in.

No line to them is assumed: the package is carried there, and what they send is carried here. An outgoing package bears
this installation's signature (the one of checkpoints), which anybody proves with its public key. An incoming file bears
the signature of a partner (``gateways.signing``) who may answer for that organ; it is done as an act, once.
"""
