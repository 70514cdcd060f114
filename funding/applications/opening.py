"""How an application comes into being: the idea's office begins it."""


def begin(step, idea, version):
    raise NotImplementedError
