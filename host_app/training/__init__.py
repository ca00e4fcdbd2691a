"""How the bundled model was made: a story grammar, a tokenizer, quantisation-aware training.

    python -m lutcore.host_app.training stories             prints stories of the grammar
    python -m lutcore.host_app.training train RUN           needs pip install 'lutcore[train]'

It is part of a source checkout only; the wheel has the trained model instead.
"""
